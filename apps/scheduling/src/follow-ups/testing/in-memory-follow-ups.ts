import type { ClinicKey } from '@aftercare/kernel';
import { nameOf } from '@aftercare/messaging';
import type { InMemoryTransactions, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { FollowUps } from '../application/ports.js';
import type { FollowUp } from '../domain/follow-up.js';

const COLLECTION = 'follow_ups';

export class InMemoryFollowUps extends FollowUps {
  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }

  override async load(clients: readonly ClinicKey[], within?: Transaction): Promise<readonly Loaded<FollowUp>[]> {
    const wanted = new Set(clients.map(nameOf));
    const found = this.transactions.states<FollowUp>(COLLECTION, within).filter((one) => wanted.has(nameOf(one)));
    return found.map(({ state, version }) => ({ state, version }));
  }

  override save(followUp: FollowUp, expectedVersion: number | undefined, writes: UnitOfWork): void {
    writes.put(
      COLLECTION,
      { clinicId: followUp.clinicId, id: followUp.clientRef },
      { state: followUp },
      expectedVersion,
    );
  }
}
