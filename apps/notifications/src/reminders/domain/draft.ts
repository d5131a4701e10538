import { hashId } from '@aftercare/kernel';
import { homeIn } from './home.js';
import { BOOKING_NEWS, reminderId, shardOf } from './reminder.js';
import type { Cause, Channel, Family, HistoryEntry, Kind, Reminder, Subject } from './reminder.js';
import { leavesItsDay, nominalDue, place } from './timing.js';
import type { AllowedTimes, Move, Timing } from './timing.js';

/** What a rule wants said; becomes a row. */
export interface Draft {
  readonly clinicId: string;
  readonly clientRef: string;
  readonly family: Family;
  readonly kind: Kind;
  readonly occurrence: string;
  readonly cause: Cause;
  readonly ruleVersion: string;
  readonly timing: Timing;
  readonly notAfter: Date;
  readonly channels: readonly Channel[];
  readonly subject: Subject;
}

/** Rows of these kinds may leave by email at any hour; by SMS they keep the client's hours. */
export const mayLeaveAnyHour = (message: { readonly family: Family; readonly kind: Kind }, channel: Channel): boolean =>
  message.family === 'reply' ||
  message.family === 'link' ||
  (channel === 'email' && BOOKING_NEWS.includes(message.kind));

export const moveOf = (
  message: { readonly family: Family; readonly kind: Kind; readonly timing: Timing },
  channel: Channel,
): Move => {
  if (mayLeaveAnyHour(message, channel)) return 'none';
  if (message.family === 'survey' || message.family === 'follow-up') return 'later-on-open-days';
  return message.timing.rule === 'days-before' || message.timing.rule === 'hours-before' ? 'earlier' : 'later';
};

/** A stable number of a row, for spreading. */
export const spreadOf = (id: string): number => Buffer.from(hashId('spread', id), 'base64url').readUInt32BE(0);

/** The number is asked for only where rows are spread: it takes longer than all the rest. */
const spreading = (move: Move, id: string): { readonly move: Move; readonly spread: number } => ({
  move,
  get spread() {
    return spreadOf(id);
  },
});

const historyOf = (
  at: Date,
  firstDueAt: Date,
  placed: { readonly dueAt: Date; readonly reason?: string },
): readonly HistoryEntry[] => [
  { at, to: 'planned', dueAt: firstDueAt },
  ...(placed.reason === undefined ? [] : [{ at, to: 'planned' as const, reason: placed.reason, dueAt: placed.dueAt }]),
];

/** A new row. One that would come too late for its use is written as skipped, so that "why not?" has an answer. */
export const rowOf = (
  draft: Draft,
  context: { readonly allowed: AllowedTimes; readonly at: Date; readonly shard?: number | undefined },
): Reminder => {
  const id = reminderId(draft);
  const firstDueAt = nominalDue(draft.timing, context.allowed.zone);
  const channel = draft.channels[0] ?? 'email';
  const placed = place(firstDueAt, context.allowed, spreading(moveOf(draft, channel), id));
  const row: Reminder = {
    ...draft,
    id,
    firstDueAt,
    dueAt: placed.dueAt,
    ...homeIn(context.allowed),
    state: 'planned',
    ...(placed.reason === undefined ? {} : { reason: placed.reason }),
    shard: context.shard ?? shardOf(draft.clinicId, draft.clientRef),
    history: historyOf(context.at, firstDueAt, placed),
    version: 0,
  };
  if (leavesItsDay(draft.timing, placed.dueAt, context.allowed.zone))
    return endedAtOnce(row, 'QUIET_HOURS', context.at);
  return placed.dueAt.getTime() < draft.notAfter.getTime() ? row : endedAtOnce(row, 'TOO_LATE', context.at);
};

/** A row that never waits: written only to explain why nothing was sent. */
export const endedAtOnce = (row: Reminder, reason: string, at: Date, note?: string): Reminder => ({
  ...row,
  state: 'skipped',
  reason,
  history: [...row.history, { at, to: 'skipped', reason, ...(note === undefined ? {} : { note }) }],
});

/** The due time of an open row in changed circumstances (zone, rules); undefined when nothing changes. */
export const recomputedDue = (row: Reminder, allowed: AllowedTimes): { readonly dueAt: Date } | undefined => {
  const channel = row.channels[0] ?? 'email';
  const placed = place(nominalDue(row.timing, allowed.zone), allowed, spreading(moveOf(row, channel), row.id));
  return placed.dueAt.getTime() === row.dueAt.getTime() ? undefined : { dueAt: placed.dueAt };
};
