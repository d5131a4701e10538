import type { Entry } from './doubts.js';
import { doubtsOf } from './doubts.js';
import type { DoubtEnd } from './doubts.js';
import type { Accepted } from './log.js';
import type { Owed } from './owed.js';

/** A row of the ledger, as far as the verdict needs it. */
export interface LedgerRow {
  readonly id: string;
  readonly bookingId: string;
  readonly kind: string;
  readonly cause: string;
  readonly state: string;
  readonly reason?: string;
  readonly channel?: 'sms' | 'email';
  readonly history: readonly Entry[];
}

export type BreachKind = 'lost' | 'twice' | 'open' | 'untrue' | 'unexpected' | 'doubt';

export interface Breach {
  readonly kind: BreachKind;
  readonly what: string;
}

export interface Verdict {
  readonly owed: number;
  /** Got the message on one way, once. */
  readonly once: number;
  /** Got it on the other channel as well or instead, because the first way could not be proven or nobody heard of it. */
  readonly otherWay: number;
  readonly doubts: Readonly<Record<DoubtEnd, number>>;
  readonly breaches: readonly Breach[];
}

const CLOSED = ['sent', 'delivered', 'failed', 'withdrawn'];
const SAYS_SENT = ['sent', 'delivered'];

const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string | undefined): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
};

const nameOf = (bookingId: string, kind: string): string => `${bookingId}/${kind}`;

/** A second way is allowed where the first one could not be proven, was not heard of, or was refused. */
const allowsOtherWay = ({ state, history }: LedgerRow): boolean =>
  state === 'failed' ||
  history.some(({ to, reason, note }) => isDoubtful(to, reason) || note?.includes('nobody said') === true);
const isDoubtful = (to: string, reason: string | undefined): boolean => to === 'failed' && reason !== undefined;

interface Case {
  readonly owed: Owed;
  readonly rows: readonly LedgerRow[];
  readonly messages: readonly Accepted[];
}

const countOf = (messages: readonly Accepted[], channel: string): number =>
  messages.filter((message) => message.channel === channel).length;

/** What the ledger says of a row, against what the providers took. */
const untruths = ({ owed, rows, messages }: Case): readonly Breach[] =>
  rows
    .filter(({ state, channel }) => SAYS_SENT.includes(state) && countOf(messages, channel ?? '') === 0)
    .map(({ state, channel }): Breach => ({
      kind: 'untrue',
      what: `${owed.key}: ${state} by ${channel ?? '?'}, never taken`,
    }));

const openOnes = ({ owed, rows }: Case): readonly Breach[] =>
  rows
    .filter(({ state }) => !CLOSED.includes(state))
    .map(({ state, reason }): Breach => ({ kind: 'open', what: `${owed.key}: ${state} ${reason ?? ''}`.trim() }));

const repeats = ({ owed, rows, messages }: Case): readonly Breach[] => {
  const [sms, email] = [countOf(messages, 'sms'), countOf(messages, 'email')];
  const first = rows.find(({ cause }) => cause !== 'OTHER_CHANNEL');
  const hasOther = rows.some(({ cause }) => cause === 'OTHER_CHANNEL') && first !== undefined && allowsOtherWay(first);
  const isTwice = sms > 1 || email > 1 || (sms + email > 1 && !hasOther);
  return isTwice ? [{ kind: 'twice', what: `${owed.key}: ${sms} texts, ${email} emails` }] : [];
};

const losses = ({ owed, rows, messages }: Case): readonly Breach[] => {
  if (messages.length > 0) return [];
  const states = rows.map(({ state, reason }) => `${state} ${reason ?? ''}`.trim()).join(', ');
  return [{ kind: 'lost', what: `${owed.key}: ${states === '' ? 'no row' : states}` }];
};

/** A message that nobody was owed, or one whose mark names a row of something else. */
const strangers = (log: readonly Accepted[], cases: readonly Case[]): readonly Breach[] => {
  const rowsOf = new Map(cases.map(({ owed, rows }) => [owed.key, new Set(rows.map(({ id }) => id))]));
  return log
    .filter(({ key, rowId }) => key === undefined || rowsOf.get(key)?.has(rowId ?? '') !== true)
    .map(({ channel, key, rowId }): Breach => ({
      kind: 'unexpected',
      what: `a message by ${channel}: ${key ?? 'about nothing known'}, row ${rowId ?? '?'}`,
    }));
};

const casesOf = (given: JudgeInput): readonly Case[] => {
  const rows = groupBy(given.ledger, ({ bookingId, kind }) => nameOf(bookingId, kind));
  const messages = groupBy(given.log, ({ key }) => key);
  return given.owed.map((owed) => ({
    owed,
    rows: rows.get(nameOf(owed.bookingId, owed.kind)) ?? [],
    messages: messages.get(owed.key) ?? [],
  }));
};

export interface JudgeInput {
  readonly owed: readonly Owed[];
  readonly log: readonly Accepted[];
  readonly ledger: readonly LedgerRow[];
}

/** The providers' log against what is owed and against the ledger: nothing lost, nothing twice, every doubt closed by its rule. */
export const judge = (given: JudgeInput): Verdict => {
  const cases = casesOf(given);
  const doubts = given.ledger.flatMap((row) => doubtsOf(row.history).map((doubt) => ({ row, doubt })));
  const ends: Record<DoubtEnd, number> = {
    'found at the provider': 0,
    'owed again after three looks': 0,
    'not proven after half an hour': 0,
  };
  for (const { doubt } of doubts) if (doubt.end !== undefined) ends[doubt.end] += 1;
  const isOnce = ({ messages, rows }: Case): boolean =>
    messages.length === 1 && rows.every(({ cause }) => cause !== 'OTHER_CHANNEL');
  return {
    owed: cases.length,
    once: cases.filter(isOnce).length,
    otherWay: cases.filter(({ rows }) =>
      rows.some(({ cause, state }) => cause === 'OTHER_CHANNEL' && SAYS_SENT.includes(state)),
    ).length,
    doubts: ends,
    breaches: [
      ...cases.flatMap((one) => [...losses(one), ...repeats(one), ...untruths(one), ...openOnes(one)]),
      ...strangers(given.log, cases),
      ...doubts.flatMap(({ row, doubt }): readonly Breach[] =>
        doubt.breach === undefined
          ? []
          : [{ kind: 'doubt', what: `${nameOf(row.bookingId, row.kind)}: ${doubt.breach}` }],
      ),
    ],
  };
};
