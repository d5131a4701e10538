import type { InboundRecord, RunRecords } from '../records/types.js';
import type { Check } from './check.js';
import { groupBy, nameOf, personMessages, type PersonMessage } from './people-messages.js';
import { plainWordOf } from './stop-words.js';

/** Time between STOP and START of one number towards one clinic's sender. */
interface Silence {
  readonly from: number;
  /** Exclusive: what leaves at the instant of START answers it. */
  readonly to: number;
  readonly opened: 'stop' | 'cancel';
}

const silencesOf = (replies: readonly InboundRecord[]): readonly Silence[] => {
  const silences: Silence[] = [];
  let open: Pick<Silence, 'from' | 'opened'> | undefined;
  for (const reply of [...replies].sort((one, other) => Date.parse(one.at) - Date.parse(other.at))) {
    const word = plainWordOf(reply.body);
    if (word === undefined) continue;
    if (word !== 'start') {
      open ??= { from: Date.parse(reply.at), opened: word };
    } else if (open !== undefined) {
      silences.push({ ...open, to: Date.parse(reply.at) });
      open = undefined;
    }
  }
  return open === undefined ? silences : [...silences, { ...open, to: Infinity }];
};

const CONFIRMATIONS: Readonly<Record<Silence['opened'], readonly string[]>> = {
  stop: ['stop-confirmation'],
  // The answer to a bare "cancel" says that the visit stays.
  cancel: ['stop-confirmation', 'cancel-help'],
};

const confirms = ({ rows }: PersonMessage, silence: Silence): boolean =>
  rows.some((row) => row.family === 'reply' && CONFIRMATIONS[silence.opened].includes(row.kind));

const broken = (silence: Silence, texts: readonly PersonMessage[]): readonly string[] => {
  const during = texts.filter(({ message }) => {
    const at = Date.parse(message.at);
    return at >= silence.from && at < silence.to;
  });
  const [confirmation] = during.filter((text) => confirms(text, silence));
  return during
    .filter((text) => text !== confirmation)
    .map(({ message, rows }) => `${nameOf(message)} (${rows[0]?.kind ?? 'no row'}) came after STOP`);
};

/** Between STOP and START only the one confirmation reaches that number from that clinic. */
export const silenceAfterStop: Check = (records: RunRecords) => {
  const texts = groupBy(
    personMessages(records).filter(({ message }) => message.channel === 'sms'),
    ({ message }) => `${message.to}<${message.from}`,
  );
  const replies = groupBy(records.inbound, (reply) => `${reply.from}<${reply.to}`);
  return [...replies].flatMap(([pair, own]) =>
    silencesOf(own).flatMap((silence) => broken(silence, texts.get(pair) ?? [])),
  );
};
