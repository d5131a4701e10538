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
