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

export const withWord = (tally: Tally, word: MessageWord): Tally => {
  const same = (one: MessageWord): boolean => one.reminderId === word.reminderId && one.channel === word.channel;
  const known = tally.messages.find(same);
  const joined: MessageWord = {
    ...word,
    sent: word.sent || known?.sent === true,
    delivered: word.delivered || known?.delivered === true,
    failed: word.failed || known?.failed === true,
  };
  if (
    known !== undefined &&
    known.sent === joined.sent &&
    known.delivered === joined.delivered &&
    known.failed === joined.failed
  )
    return tally;
  const messages = [...tally.messages.filter((one) => !same(one)), joined];
  messages.sort((one, other) => (`${one.reminderId}${one.channel}` < `${other.reminderId}${other.channel}` ? -1 : 1));
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
