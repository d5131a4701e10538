import type { LocalDate } from '@aftercare/kernel';
import { increment, NOTHING, plus, type Increments } from './increments.js';

/** What became of one message of a survey on one channel; each word can come first. */
export interface MessageWord {
  readonly reminderId: string;
  readonly channel: 'sms' | 'email';
  readonly sent: boolean;
  readonly delivered: boolean;
  readonly failed: boolean;
}

/** How a survey ended while it counted. Withdrawn ones were never due, late answers count nowhere. */
export interface Fate {
  readonly kind: 'answered' | 'expired';
  /** Day of the answer or of the close, in the clinic's zone: the day on which it counts. */
  readonly on: LocalDate;
  readonly started: boolean;
  readonly usable: boolean;
  /** Only where a visit's form says so. */
  readonly unwanted: boolean | undefined;
}

/** The counting record of one survey. */
export interface Tally {
  readonly surveyId: string;
  readonly clinicId: string;
  readonly clientRef: string;
  readonly instrument: string;
  readonly technique: string;
  readonly messages: readonly MessageWord[];
  readonly fate: Fate | undefined;
}

/** Sessions whose technique is not known still belong to some group, or the others could be subtracted from the whole. */
export const UNKNOWN_TECHNIQUE = 'unknown';

const joinedWord = (known: MessageWord | undefined, word: MessageWord): MessageWord =>
  known === undefined
    ? word
    : {
        ...word,
        sent: word.sent || known.sent,
        delivered: word.delivered || known.delivered,
        failed: word.failed || known.failed,
      };

const nameOfWord = (word: MessageWord): string => `${word.reminderId}/${word.channel}`;

export const withWord = (tally: Tally, word: MessageWord): Tally => {
  const known = tally.messages.find((one) => nameOfWord(one) === nameOfWord(word));
  const joined = joinedWord(known, word);
  if (known?.sent === joined.sent && known.delivered === joined.delivered && known.failed === joined.failed)
    return tally;
  const messages = [...tally.messages.filter((one) => one !== known), joined];
  messages.sort((one, other) => (nameOfWord(one) < nameOfWord(other) ? -1 : 1));
  return { ...tally, messages };
};

/** One message is enough: a text that arrived, an email that went out and did not come back. */
export const isDelivered = (tally: Tally): boolean =>
  tally.messages.some((word) =>
    word.channel === 'sms' ? word.delivered : (word.sent || word.delivered) && !word.failed,
  );

const one = (condition: boolean): number => (condition ? 1 : 0);

/** What a survey adds to the counters. */
export const countsOfTally = (tally: Tally): Increments => {
  const { fate } = tally;
  if (fate === undefined) return NOTHING;
  const flow = increment(
    { on: fate.on, by: 'instrument', key: tally.instrument },
    {
      due: 1,
      delivered: one(isDelivered(tally)),
      started: one(fate.started),
      answered: one(fate.kind === 'answered'),
      usable: one(fate.usable),
    },
  );
  if (fate.unwanted === undefined) return flow;
  const effects = { forms: 1, unwanted: one(fate.unwanted) };
  return plus(
    flow,
    plus(
      increment({ on: fate.on, by: 'all', key: 'all' }, effects),
      increment({ on: fate.on, by: 'technique', key: tally.technique }, effects),
    ),
  );
};
