import { addDays, daysBetween } from '@aftercare/kernel';
import type { LocalDate } from '@aftercare/kernel';
import { allowedDay, firstAllowedDay, later, targetOf } from './allowed-day.js';
import { CADENCE_POLICY } from './cadence-input.js';
import type { CadenceDecision, CadenceInput, CadenceReason, CadenceRule } from './cadence-input.js';
import { byPractitioner, EARLIEST_DAY, intervalOf, LATEST_DAY } from './interval.js';
import type { Interval } from './interval.js';

/** A client is lapsed two weeks after the window (day 42), or after a longer interval or pause that somebody chose. */
const LAPSE_AFTER_DAYS = 14;

interface Hold {
  readonly rule: CadenceRule;
  readonly reason: string;
}

/** The first hold that matches wins. */
const holdOf = (input: CadenceInput): Hold | undefined => {
  if (input.openFlag !== null) return { rule: 'H1', reason: 'SAFETY_HOLD' };
  if (input.unreachable !== null) return { rule: 'H2', reason: input.unreachable };
  if (input.hasFutureBooking) return { rule: 'H3', reason: 'HAS_BOOKING' };
  return input.clientWish?.kind === 'none' ? { rule: 'H5', reason: 'STOPPED' } : undefined;
};

const lapsesOn = ({ session, clientWish }: CadenceInput, { days }: Interval): LocalDate => {
  const byInterval = addDays(session.on, Math.max(LATEST_DAY, days) + LAPSE_AFTER_DAYS);
  return clientWish?.kind === 'pause' ? later(byInterval, addDays(clientWish.until, LAPSE_AFTER_DAYS)) : byInterval;
};

const disagree = ({ practitionerInterval, clientWish }: CadenceInput): boolean =>
  practitionerInterval !== null &&
  clientWish !== null &&
  !(clientWish.kind === 'days' && clientWish.days === practitionerInterval.days);

/** What every decision says, whether a day is named or not. */
const about = (input: CadenceInput, interval: Interval) => ({
  disagree: disagree(input),
  review: interval.reasons.some(({ rule }) => rule === 'A5'),
  lapsesOn: lapsesOn(input, interval),
  policyVersion: CADENCE_POLICY,
});

const held = (input: CadenceInput, interval: Interval, { rule, reason }: Hold): CadenceDecision => ({
  kind: 'hold',
  rule,
  reason,
  ...about(input, interval),
  // The client's word wins over the practitioner's interval, and both are shown.
  reasons: [...(rule === 'H5' ? byPractitioner(input, false) : []), { rule, code: reason, days: 0, applied: true }],
});

const moved = (rule: CadenceRule, code: string, days: number): readonly CadenceReason[] =>
  days === 0 ? [] : [{ rule, code, days, applied: true }];

/** A pause moves the note to the first allowed day after it; one that outlasts the client's usual interval by two weeks leaves none. */
const afterPause = (input: CadenceInput, interval: Interval, usual: LocalDate | undefined): LocalDate | undefined => {
  const { clientWish, calendar, session, notBefore } = input;
  if (clientWish?.kind !== 'pause' || (usual !== undefined && usual > clientWish.until)) return usual;
  const resumes = addDays(clientWish.until, 1);
  const last = addDays(lapsesOn({ ...input, clientWish: null }, interval), -1);
  const first = firstAllowedDay(calendar, resumes, last);
  if (first === undefined) return undefined;
  const end = later(first, addDays(session.on, interval.high));
  return firstAllowedDay(calendar, later(resumes, notBefore), end);
};

const isPaused = ({ clientWish, notBefore }: CadenceInput): boolean =>
  clientWish?.kind === 'pause' && clientWish.until >= notBefore;

/** Rule order: what a pause moved is read with the wishes, before the base. */
const reasonsOf = (interval: Interval, paused: readonly CadenceReason[], day: readonly CadenceReason[]) => {
  const chosen = interval.reasons.filter(({ rule }) => rule === 'H4' || rule === 'H5');
  return [...chosen, ...paused, ...interval.reasons.filter((reason) => !chosen.includes(reason)), ...day];
};

/** When the next visit is due after a session, or why nothing is planned. Deterministic: the same input gives the same day for ever. */
export const nextVisit = (input: CadenceInput): CadenceDecision => {
  const interval = intervalOf(input);
  const hold = holdOf(input);
  if (hold !== undefined) return held(input, interval, hold);
  const usual = allowedDay(input, interval);
  const dueOn = afterPause(input, interval, usual);
  if (dueOn === undefined)
    return held(
      input,
      interval,
      isPaused(input) ? { rule: 'H5', reason: 'PAUSED' } : { rule: 'C', reason: 'TOO_LATE' },
    );
  const target = targetOf(input, interval);
  const open = usual ?? target;
  return {
    kind: 'due',
    dueOn,
    windowStart: addDays(input.session.on, EARLIEST_DAY),
    windowEnd: addDays(input.session.on, LATEST_DAY),
    ...about(input, interval),
    reasons: reasonsOf(interval, moved('H5', 'PAUSED', daysBetween(open, dueOn)), [
      ...moved('C', 'LEAD_DAYS', -input.leadDays),
      ...moved('C', 'ALLOWED_DAY', daysBetween(target, open)),
    ]),
  };
};
