import type { FollowUp } from '../api/answers.js';
import { REASONS } from '../messages/reasons.js';
import { counted, dayOf } from '../shell/format.js';

type Wish = FollowUp['intervals']['client'];
type Reason = NonNullable<FollowUp['reasons']>[number];

/** Rules in words; the desk never gets them, because they say how somebody is. */
const REASON_WORDS: Readonly<Record<string, string>> = {
  BASE: 'base',
  STRESS: 'a demanding time',
  SERIES_START: 'the first three visits of a plan',
  BURDEN_ROSE: 'more hard days, confirmed',
  BURDEN_ROSE_TO_CONFIRM: 'more hard days, waits for somebody to confirm it',
  BURDEN_LOW: 'few hard days for two windows in a row',
  UNWANTED_EFFECT: 'an unwanted effect of the last visit',
  MANY_HEADACHE_DAYS: 'many days with complaints; worth a word',
  CLAMPED: 'kept within two to four weeks',
  PRACTITIONER_INTERVAL: 'set by a practitioner',
  CLIENT_INTERVAL: "the client's own wish",
};

const signed = (days: number): string => (days < 0 ? `\u2212${-days}` : `+${days}`);

/** "base: 21 days", "a demanding time: \u22127"; what did not count says so. */
export const reasonLine = ({ code, days, applied }: Reason): string => {
  const words = REASON_WORDS[code] ?? REASONS[code]?.staff ?? code;
  const isWhole = code === 'BASE' || code.endsWith('_INTERVAL');
  const size = isWhole ? `: ${counted(days, 'day')}` : days === 0 ? '' : `: ${signed(days)}`;
  return `${words}${size}${applied ? '' : ' (shown, does not count)'}`;
};

export const wishText = (wish: Wish): string => {
  if (wish === null) return 'the practitioner decides';
  switch (wish.kind) {
    case 'days':
      return counted(wish.days, 'day');
    case 'pause':
      return `no note until ${dayOf(wish.until)}`;
    case 'none':
      return 'no notes about a next visit';
  }
};

const HELD: Readonly<Record<string, string>> = {
  DID_NOT_COME: 'the visit did not take place',
  STOPPED: 'the client wants no such notes',
  TOO_LATE: 'no allowed day was left in the window',
};

/** What stands about the note for the next visit, in one sentence. */
export const planText = ({ status, dueOn, windowStart, windowEnd, reason }: FollowUp): string => {
  if (status === 'none') return 'Nothing is planned: no visit took place yet.';
  if (status === 'held') {
    const because = HELD[reason ?? ''] ?? REASONS[reason ?? '']?.staff ?? reason ?? '';
    return `No note is planned: ${because}.`;
  }
  return `A note is planned for ${dayOf(dueOn ?? '')}, within ${dayOf(windowStart ?? '')} to ${dayOf(windowEnd ?? '')}.`;
};

/** Where both say different things: who wins. */
export const disagreementText = ({
  disagree,
  intervals,
}: Pick<FollowUp, 'disagree' | 'intervals'>): string | undefined => {
  if (!disagree) return undefined;
  return intervals.client?.kind === 'days'
    ? "The two disagree: the practitioner's days count, and the client's are shown beside them."
    : 'The two disagree: what the client wants counts.';
};

/** Roles that read and settle how somebody is. */
const CARE: readonly string[] = ['owner', 'manager', 'practitioner'];
export const maySettle = (roles: readonly string[]): boolean => roles.some((role) => CARE.includes(role));

/** The wish as a form tells it. */
export const wishOf = (fields: Readonly<Record<string, string>>): Wish => {
  const { wish = '', 'wish-days': days = '', 'wish-until': until = '' } = fields;
  if (wish === 'days') return { kind: 'days', days: Number(days) };
  if (wish === 'pause') return { kind: 'pause', until };
  return wish === 'none' ? { kind: 'none' } : null;
};
