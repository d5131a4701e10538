import { lines } from './lines.js';

export const CANCELS = lines(`
  cancel
  CANCEL
  Cancel.
  cancel please
  please cancel
  Cancelar
  annuler
  annulla
  anuluj
  iptal
  取消
  Annulez svp
  anulować
  إلغاء
`);

export const STARTS = lines(`
  START
  start
  Start.
  UNSTOP
  start please
  resume
  opt in
  subscribe
  Zapisz mnie
  empezar
  開始
`);

export const HELPS = lines(`
  HELP
  help
  Help?
  INFO
  info please
  who is this?
  Hilfe
  aide
  ayuda
  pomoc
`);

export const YESES = lines(`
  YES
  yes please
  Y
  Confirmed
  ok
  👍
  ja
  Sí
  oui merci
  tak
  Yes, I will be there
  y
  see you then!
  Ja, bitte
  Ich komme
  Jawohl
  Oui je confirme
  je serai là
  Confirmo
  sí, gracias
  Allí estaré
  Potwierdzam
  Tak, dziękuję
  Będę
  نعم
  نعم شكرا
  أجل
  سأحضر
`);

export const NOS = lines(`
  NO
  no
  No, thanks
  n
  nope
  can't make it
  I can't come
  I won't come
  nein
  Nein danke
  Ich kann nicht kommen
  Non
  non merci
  Je ne peux pas venir
  No, gracias
  no puedo ir
  Nie
  nie, dziękuję
  Nie mogę przyjść
  لا
  لا شكرا
  لن أحضر
`);

export const LATERS = lines(`
  LATER
  later please
  Maybe later
  not now
  Remind me later
  später
  Jetzt nicht
  Plus tard
  pas maintenant
  Más tarde
  ahora no
  później
  Nie teraz
  może później
  لاحقًا
  ليس الآن
`);

export const OTHERS = lines(`
  don't stop
  Don't stop, I like these
  please don't stop the reminders
  do not stop
  never stop
  I don't want to stop
  don't unsubscribe me
  stopped by earlier, see you
  I stopped by your desk
  I will stop by at 5
  can I stop by tomorrow?
  Stop by any time
  stopping by later
  the bus stop is closed
  I am at the bus stop
  which stop do I get off at
  non stop
  it won't stop
  the headache won't stop
  I want this pain to stop
  my headaches just don't stop
  Can I stop taking my tablets?
  cancel my appointment
  I need to cancel my visit on Tuesday
  Please cancel Tuesday
  don't cancel
  please do not cancel my visit
  cancel culture
  can't make it on Tuesday, sorry
  running late
  Can we move it to 3pm?
  I am away until Monday. > Elm Rooms: your 2-minute check-in is ready Reply STOP to opt out
  start of the week is better
  when does it start?
  I don't understand
  is it at the end of the street?
  see you at the weekend
  what is the address
  my head hurts
  I quit smoking
  thank you so much
  Sorry wrong day
  Can you help me with a new time?
  not sure
  10:30
  ?
  nicht stoppen
  bitte nicht aufhören
  bis Dienstag, Ende der Woche passt auch
  Termin absagen
  n'arrêtez pas
  ne pas arrêter
  no pare
  no quiero darme de baja
  llego tarde
  não parem
  non smettete
  nie przestawajcie
  nie rezygnuję z wizyty
  do zobaczenia
  nie wiem
  nie wiem czy przyjdę
  no sé si puedo
  I am not sure, maybe yes
  yes but could we make it 11?
  ja aber später wäre besser
  oui mais plus tard dans la journée ?
  sí, pero más tarde
  tak, ale później
  no idea what this is
  nein ich meine Dienstag
  later than 10 would be better
  لا أعرف
  نعم ولكن في وقت آخر
  لا تتوقفوا
  my migraine is back
  I have a headache, can I still come?
  ich habe Kopfschmerzen
  j'ai mal à la tête
  me duele la cabeza
  boli mnie głowa
  عندي صداع
  the pain is gone, thank you
  Dienstag 10:30. Abmelden: STOP senden
  Absent. > Vos questions. Pour arrêter : STOP
  خارج المكتب. للإيقاف أرسل STOP
  не прекращайте
  別の日にできますか
`);
