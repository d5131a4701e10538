import type { Envelope, EventContract } from '@aftercare/contracts';
import { FixedClock, SystemMachineTime } from '@aftercare/kernel';
import { BatchRunner, InMemoryTransactions, type Reaction } from '@aftercare/messaging';
import type { StaffNotices } from '../application/sending/staff-notices.js';
import { InMemoryStaffNotices } from './in-memory-staff-notices.js';

const recordsOf = (topic: string, events: readonly Envelope[]) =>
  events.map((event, offset) => ({
    ...{ topic, partition: 0, offset: `${offset}`, key: null, headers: {} },
    value: Buffer.from(JSON.stringify(event)),
  }));

/** The store of words to staff, and processes that read a topic into it with a reaction as the runtime does. */
export const readingNotices = <TState, TContract extends EventContract>(
  topic: string,
  reactionOf: (notices: StaffNotices) => Reaction<TState, TContract>,
) => {
  const transactions = new InMemoryTransactions();
  const notices = new InMemoryStaffNotices(transactions);
  const start = () => {
    const reaction = reactionOf(notices);
    return new BatchRunner({
      ...{ service: 'notifications', group: `notifications.${reaction.name}`, reaction },
      ...{ store: transactions.store, clock: new FixedClock(new Date(0)), machine: new SystemMachineTime() },
    });
  };
  const read = (events: readonly Envelope[], runner = start()) =>
    runner.run(recordsOf(topic, events), {
      fence: () => transactions.store.claim('p0'),
      fenced: () => undefined,
      alive: () => Promise.resolve(),
    });
  return { notices, read, start, transactions };
};
