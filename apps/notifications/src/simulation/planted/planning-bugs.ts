import type { AnyReaction } from '@aftercare/messaging';
import { Store } from '@aftercare/messaging';
import type { Attempt, Fence } from '@aftercare/messaging';
import type { Reminder } from '../../reminders/domain/reminder.js';
import { deciding, instead } from './instead.js';
import type { Planted } from './planted.js';

const SINCE = new Date(0);

interface Planned {
  readonly rows: readonly Reminder[];
}

/** Changes the rows that a planner answers with. */
const withRows =
  (change: (row: Reminder) => Reminder) =>
  (right: AnyReaction['decide']): AnyReaction['decide'] =>
  (state, event, facts) => {
    const decision = right(state, event, facts);
    if (decision.state === undefined || decision.state === state) return decision;
    // The states of planners are plans with rows.
    const planned = decision.state as Planned;
    return { ...decision, state: { ...planned, rows: planned.rows.map(change) } };
  };

/** Writes what it has seen and never looks at it. */
class WithoutInbox extends Store {
  constructor(
    private readonly store: Store,
    private readonly isKnown: (inboxId: string) => boolean,
  ) {
    super();
  }
  override attempt<T>(work: (attempt: Attempt) => Promise<T>, fence?: Fence): Promise<T> {
    const record =
      (attempt: Attempt): Attempt['record'] =>
      (records) =>
        attempt.record(records.filter(({ _id }) => !this.isKnown(_id)));
    return this.store.attempt((attempt) => work(instead(attempt, { record: record(attempt) })), fence);
  }
  override claim(fenceId: string): Promise<Fence> {
    return this.store.claim(fenceId);
  }
  override async seen(): ReturnType<Store['seen']> {
    return new Map();
  }
  override onPublish(listener: () => void): void {
    this.store.onPublish(listener);
  }
}

/** Bugs of planning and of replies. */
export const planningBugs: readonly Planted[] = [
  {
    name: 'missing inbox',
    breaks: 'an event that comes again changes nothing',
    ports: ({ store }, { durable }) => ({
      store: new WithoutInbox(store, (inboxId) => durable.transactions.store.inbox.has(inboxId)),
    }),
  },
  {
    name: 'planner overwrites a claim',
    breaks: 'a planner never changes a row that is sending or later',
    process: ({ reactions }) => {
      for (const name of ['plan-appointment-reminders', 'plan-survey-messages', 'plan-follow-ups'])
        deciding(
          reactions,
          name,
          withRows((row) => (row.state === 'sending' ? { ...row, state: 'withdrawn', reason: 'BOOKING_MOVED' } : row)),
        );
    },
  },
  {
    name: 'a day is 24 hours',
    breaks: 'wall-clock rules count days, never hours',
    process: ({ reactions }) =>
      deciding(
        reactions,
        'plan-appointment-reminders',
        withRows((row) => {
          if (row.kind !== '24h' || row.reason !== undefined || row.subject.startsAt === undefined) return row;
          return { ...row, dueAt: new Date(row.subject.startsAt.getTime() - 86_400_000) };
        }),
      ),
  },
  {
    name: 'night moves a reminder later',
    breaks: 'appointment reminders move earlier and never later',
    process: ({ reactions }) =>
      deciding(
        reactions,
        'plan-appointment-reminders',
        withRows((row) =>
          row.reason === 'QUIET_HOURS' && row.dueAt < row.firstDueAt ? { ...row, dueAt: row.firstDueAt } : row,
        ),
      ),
  },
  {
    name: 'a cancelled visit keeps its rows',
    breaks: 'the cancel message is owed once the visit is cancelled',
    process: ({ reactions }) =>
      deciding(
        reactions,
        'plan-appointment-reminders',
        (right) => (state, event, facts) =>
          state !== undefined && event.type.includes('cancelled') ? { state, says: [] } : right(state, event, facts),
      ),
  },
  {
    name: 'a missed visit is heard of too late',
    breaks: 'a visit that is booked already learns that the one before it was missed',
    process: ({ reactions }) =>
      deciding(
        reactions,
        'plan-appointment-reminders',
        (right) => (state, event, facts) =>
          state !== undefined && event.type.includes('marked') ? { state, says: [] } : right(state, event, facts),
      ),
  },
  {
    name: 'a missed visit that was none is still spoken of',
    breaks: 'the text of the last hours ends when the miss is put right',
    process: ({ reactions }) =>
      deciding(
        reactions,
        'plan-appointment-reminders',
        (right) => (state, event, facts) =>
          state !== undefined &&
          event.type.includes('marked') &&
          JSON.stringify(event.data).includes('"afterMiss":false')
            ? { state, says: [] }
            : right(state, event, facts),
      ),
  },
  {
    name: 'a moved form keeps its old time',
    breaks: 'a plan is replaced by its newer version',
    process: ({ reactions }) =>
      deciding(
        reactions,
        'plan-survey-messages',
        (right) => (state, event, facts) =>
          state !== undefined && event.type.includes('planned') ? { state, says: [] } : right(state, event, facts),
      ),
  },
  {
    name: 'reply forgotten when its process dies',
    breaks: 'a reply that was kept is acted upon',
    ports: ({ replies }) => ({ replies: instead(replies, { takeAbandoned: async () => [] }) }),
  },
  {
    name: 'STOP is answered and forgotten',
    breaks: 'a STOP stops the number',
    ports: ({ consentStore }) => ({ consentStore: instead(consentStore, { writeStop: () => undefined }) }),
  },
  {
    name: 'a slow START lifts a later STOP',
    breaks: 'of two words the one that was said later holds',
    shownBy: 87,
    ports: ({ consentStore }) => ({
      consentStore: instead(consentStore, {
        findStop: async (stop, within) => {
          const { entry, version } = await consentStore.findStop(stop, within);
          return { entry: entry && { ...entry, saidAt: SINCE }, version };
        },
      }),
    }),
  },
  {
    name: 'held rows are never opened again',
    breaks: 'what waits for a person or an owner comes to an end',
    ports: ({ waiting }) => ({ waiting: instead(waiting, { heldUntil: async () => [] }) }),
  },
];
