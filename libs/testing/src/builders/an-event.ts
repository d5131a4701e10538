import { createEvent } from '@aftercare/contracts';
import type { DataOf, EventContract, EventHead, EventOf } from '@aftercare/contracts';

/** Boring where a test does not care. */
const head: EventHead = {
  id: 'event-1',
  source: '/aftercare/test',
  time: new Date('2027-03-01T08:00:00Z'),
  clinicId: 'clinic-1',
  correlationId: 'correlation-1',
};

/** An event of a contract, checked against it. Two events of one test need two ids. */
export const anEvent = <C extends EventContract>(
  contract: C,
  data: DataOf<C>,
  changes: Partial<EventHead> = {},
): EventOf<C> =>
  // createEvent has parsed the data with the contract, and copies its type.
  createEvent(contract, data, { ...head, ...changes }) as unknown as EventOf<C>;
