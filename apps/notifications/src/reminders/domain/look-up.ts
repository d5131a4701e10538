import type { Reminder } from './reminder.js';
import { replan, skip } from './reminder.js';

const MINUTE_MS = 60_000;
/** Minutes after the claim at which the provider is asked; "not sent" needs an empty answer each time. */
const LOOKS_AT_MINUTES: readonly number[] = [1, 5, 15];
const UNASKED_CLOSES_AFTER_MINUTES = 30;

/** When a row in doubt is looked at next, counted from its claim. */
export const nextLook = (row: Reminder, looks: number, now: Date): Date => {
  const from = row.claim?.at ?? now;
  const at = new Date(from.getTime() + (LOOKS_AT_MINUTES[looks] ?? 15) * MINUTE_MS);
  return at > now ? at : new Date(now.getTime() + MINUTE_MS);
};

/** An email, or a text to a number that is gone: the provider has no answer for it. */
export const unaskedCloses = (row: Reminder, now: Date): Date =>
  new Date((row.claim?.at ?? now).getTime() + UNASKED_CLOSES_AFTER_MINUTES * MINUTE_MS);

const withoutClaim = (row: Reminder): Reminder => {
  const { claim: _claim, lookAt: _lookAt, looks: _looks, ...rest } = row;
  return rest;
};

/** The provider knew of nothing, and the row says so. */
export const looked = (row: Reminder, now: Date): Reminder => {
  const looks = (row.looks ?? 0) + 1;
  const entry = { at: now, to: row.state, reason: 'LOOKING_UP', note: `look ${looks}: nothing` };
  return { ...row, looks, history: [...row.history, entry] };
};

/** The provider knew of nothing: look again, or after the third time it is owed again, if still of use. */
export const afterEmptyLook = (row: Reminder, now: Date): Reminder => {
  const seen = looked(row, now);
  const looks = seen.looks ?? 0;
  if (looks < LOOKS_AT_MINUTES.length) return { ...seen, lookAt: nextLook(row, looks, now) };
  // Nothing went out, so the next try may go another way, and its doubt must not be taken for one about this way.
  const { channel: _channel, ...free } = withoutClaim(seen);
  return now < row.notAfter ? replan(free, { dueAt: now, at: now, reason: 'LOOKING_UP' }) : skip(free, 'TOO_LATE', now);
};

/** What cannot be asked for closes as failed. */
export const notProven = (row: Reminder, now: Date): Reminder => ({
  ...withoutClaim(row),
  state: 'failed',
  channel: row.channel ?? 'email',
  reason: 'NOT_PROVEN',
  history: [...row.history, { at: now, to: 'failed', reason: 'NOT_PROVEN' }],
});
