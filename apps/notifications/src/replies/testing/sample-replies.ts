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
  je serai là
  no pare
  no quiero darme de baja
  llego tarde
  não parem
  non smettete
  nie przestawajcie
  nie rezygnuję z wizyty
  do zobaczenia
  не прекращайте
  別の日にできますか
`);
