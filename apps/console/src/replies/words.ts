import type { Reply } from '../api/answers.js';
import { localTime } from '../shell/format.js';
import type { WhoOf } from '../shell/people.js';

/** What the machine took a reply for, and did about it. */
const GUESSES: Readonly<Record<Reply['intent'], string>> = {
  stop: 'STOP: no more texts to this number',
  cancel: 'a bare "cancel": taken as STOP, the visit stays',
  start: 'START: texts again, as far as agreed',
  help: 'HELP: answered',
  yes: 'YES: will be there',
  no: 'NO: the visit stays, somebody should call',
  later: 'LATER: the visit stays',
  unclear: 'not understood, so nothing was changed',
};

export const guessText = ({ intent }: Pick<Reply, 'intent'>): string => GUESSES[intent];

/** Who has the number that wrote; a shared phone never mixes names. */
export const senderText = (clientRefs: readonly string[], nameOf: (ref: string) => string): string => {
  const [only] = clientRefs;
  if (only === undefined) return 'a number that nobody here has';
  return clientRefs.length === 1
    ? nameOf(only)
    : `${clientRefs.length} clients on this number: ${clientRefs.map(nameOf).join(', ')}`;
};

/** Only the reading of a YES can be taken back; a STOP never. */
export const mayUndo = ({ intent, bookingId, done }: Pick<Reply, 'intent' | 'bookingId' | 'done'>): boolean =>
  intent === 'yes' && bookingId !== undefined && done === undefined;

/** "Dealt with by ana@example.org, Tue 2 Mar 09:10", "Waits for somebody". */
export const standText = ({ waits, done }: Pick<Reply, 'waits' | 'done'>, whoOf: WhoOf): string => {
  if (done !== undefined) return `Dealt with by ${whoOf(done.by)}, ${localTime(done.atLocal)}`;
  return waits ? 'Waits for somebody' : 'Nobody need do anything';
};
