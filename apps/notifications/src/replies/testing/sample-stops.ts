import { lines } from './lines.js';

const IN_ENGLISH = lines(`
  STOP
  stop
  Stop.
  "STOP"
  STOP!!!
  stop please
  Please stop
  pls stop
  STOP PLEASE
  stop, thanks
  Stop 🛑
  🛑 STOP 🛑
  S T O P
  s.t.o.p
  st0p
  Stopp
  STOPPPP
  ＳＴＯＰ
  st\u200bop
  stop all
  STOPALL
  stop texting me
  Stop sending me these messages
  stop it
  Stop this now
  Can you please stop messaging me
  I said stop
  could you stop the reminders please
  Please stop. I have moved to Canada
  STOP I don't know who you are
  stop the spam
  quit
  END
  end texts
  Quit texting me!
  revoke
  I revoke my consent
  I want to withdraw my consent
  opt out
  OPT-OUT
  optout
  opt me out
  I would like to opt out
  unsubscribe
  Unsubscribe me please
  unsub
  please unsubscribe me from this
  remove me
  Remove me from your list
  take me off this list
  take my number off
  delete my number
  Don't text me again
  dont text me
  Do not contact me
  please do not message me anymore
  don't send me these
  never text me again
  no more texts
  No more messages please
  no more reminders
  I don't want to receive these messages
  I do not want any more texts
  I no longer wish to receive your texts
  leave me alone
  cancel these texts
  cancel my subscription
  cancel all messages
  cease contact
  turn off reminders
  lose my number
  don't stop by again, just stop texting me
  My headache is none of your business, stop texting me
  Stop. My head hurts enough
`);

const IN_OTHER_LANGUAGES = lines(`
  Stoppen
  bitte stoppen
  abmelden
  Bitte abmelden!
  Abbestellen
  Keine SMS mehr
  keine Nachrichten mehr bitte
  Bitte keine weiteren Nachrichten
  Bitte nicht mehr schreiben
  schreiben Sie mir nicht mehr
  Hören Sie auf
  hör auf
  Aufhören!
  Lassen Sie mich in Ruhe
  Löschen Sie meine Nummer
  ARRET
  Arrêt
  arrêter svp
  Arrêtez s'il vous plaît
  désabonner
  me désabonner
  Plus de SMS
  plus de messages merci
  ne m'écrivez plus
  Ne me contactez plus
  arrêtez de m'écrire
  je ne veux plus recevoir de messages, arrêtez les sms
  ALTO
  alto por favor
  parar
  baja
  Dar de baja
  quiero darme de baja
  no más mensajes
  No me escriban más
  no quiero recibir mensajes
  dejen de enviarme mensajes
  dejen de escribir
  basta
  sair
  parem de mandar mensagens
  não quero mais mensagens
  não me envie mais sms
  Basta messaggi
  smettetela
  non voglio più messaggi
  Non scrivetemi più
  smettete di scrivermi
  cancellami
  wypisz
  Wypisz mnie
  Rezygnuję
  nie piszcie do mnie
  Proszę nie pisać
  nie chcę więcej wiadomości
  przestańcie pisać
  koniec
  geen sms meer
  afmelden
  стоп
  Отписаться
  не пишите мне больше
  توقف
  إيقاف
  إلغاء الاشتراك
  أوقفوا الرسائل
  لا ترسلوا لي رسائل
  توقف من فضلك
  لا أريد رسائلكم
  أرجو إلغاء الاشتراك
  הסר
  停止
  退订
  不要再发短信
  ストップ
  수신거부
  dur
  sluta
`);

export const STOPS: readonly string[] = [...IN_ENGLISH, ...IN_OTHER_LANGUAGES];
