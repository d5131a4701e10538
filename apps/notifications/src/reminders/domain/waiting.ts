import type { Family, Reminder } from './reminder.js';

/** Why a row waits that could leave as far as its person is concerned. */
export type WaitReason = 'ALLOWANCE' | 'PROVIDER_DOWN';

export const isWaitReason = (reason: string | undefined): reason is WaitReason =>
  reason === 'ALLOWANCE' || reason === 'PROVIDER_DOWN';

/** When a row began to wait for this; undefined when it does not. */
export const waitsSince = (row: Pick<Reminder, 'history' | 'reason'>, reason: WaitReason): Date | undefined => {
  if (row.reason !== reason) return undefined;
  const others = row.history.findLastIndex((entry) => entry.to !== 'sending' && entry.reason !== reason);
  return row.history.slice(others + 1).find((entry) => entry.reason === reason)?.at;
};

/** It comes up again at the latest when it is of no use any more, to be dropped with the reason it waited for. */
export const nextTry = (row: Pick<Reminder, 'notAfter'>, at: Date): Date => (at < row.notAfter ? at : row.notAfter);

const MINUTE_MS = 60_000;
/** As for a text that nobody calls delivered: after that another way is tried. */
const FALL_BACK_AFTER_MS = 120 * MINUTE_MS;
/** Another way needs some time of its own in which the message is of use. */
const USEFUL_MS = 30 * MINUTE_MS;
/** Who found no other way in all that time is not looked at every minute. */
const LONG_WAIT_MS = 10 * MINUTE_MS;

/** What becomes of a row whose provider takes nothing: it waits, and the ladder goes on with it when that has been long or the end is near. */
export const duringOutage = (
  row: Pick<Reminder, 'family' | 'cause' | 'history' | 'reason' | 'notAfter'>,
  at: { readonly now: Date; readonly until: Date; readonly hasOtherWay: boolean },
): 'other-way' | { readonly until: Date } => {
  const { now, until, hasOtherWay } = at;
  const waitedMs = now.getTime() - (waitsSince(row, 'PROVIDER_DOWN') ?? now).getTime();
  const isLong = waitedMs >= FALL_BACK_AFTER_MS;
  const leftMs = row.notAfter.getTime() - now.getTime();
  const isLast = row.notAfter.getTime() - until.getTime() < USEFUL_MS;
  const isOnLadder = row.family === 'appointment' && row.cause !== 'OTHER_CHANNEL' && hasOtherWay;
  if (isOnLadder && leftMs >= USEFUL_MS && (isLong || isLast)) return 'other-way';
  const later = isLong ? new Date(Math.max(until.getTime(), now.getTime() + LONG_WAIT_MS)) : until;
  return { until: nextTry(row, later) };
};

/** Where a decision is due that only somebody who knows the client can make. */
export const isLongWait = (row: Pick<Reminder, 'firstDueAt' | 'notAfter'>, now: Date): boolean =>
  now.getTime() - row.firstDueAt.getTime() >= FALL_BACK_AFTER_MS ||
  row.notAfter.getTime() - now.getTime() < USEFUL_MS + MINUTE_MS * 2;

const PRECEDENCE: readonly Family[] = ['reply', 'link', 'appointment', 'survey', 'follow-up'];

interface Due {
  readonly clinicId: string;
  readonly family: Family;
  readonly notAfter: Date;
  readonly dueAt: Date;
}

const byUrgency = (one: Due, other: Due): number =>
  PRECEDENCE.indexOf(one.family) - PRECEDENCE.indexOf(other.family) ||
  one.notAfter.getTime() - other.notAfter.getTime() ||
  one.dueAt.getTime() - other.dueAt.getTime();

/** The first of each clinic, then the second of each: a clinic with thousands does not keep the others waiting. */
export const inTurns = <R extends { readonly clinicId: string }>(rows: readonly R[]): readonly R[] => {
  const seen = new Map<string, number>();
  const ranked = rows.map((row) => {
    const rank = seen.get(row.clinicId) ?? 0;
    seen.set(row.clinicId, rank + 1);
    return { row, rank };
  });
  return ranked.toSorted((one, other) => one.rank - other.rank).map(({ row }) => row);
};

/** Who goes first where not all can: what was asked for, appointments, surveys, follow-ups; within each what is soon of no use, clinics in turns. */
export const mostUrgentFirst = <R extends Due>(rows: readonly R[]): readonly R[] =>
  PRECEDENCE.flatMap((family) => inTurns(rows.filter((row) => row.family === family).toSorted(byUrgency)));
