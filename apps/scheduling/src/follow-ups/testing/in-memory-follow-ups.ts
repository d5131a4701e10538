import type { ClinicKey } from '@aftercare/kernel';
import type { InMemoryTransactions, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { FollowUps } from '../application/ports.js';
import type { FollowUp } from '../domain/follow-up.js';

const COLLECTION = 'follow_ups';

export class InMemoryFollowUps extends FollowUps {
  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }

  override async load(clients: readonly ClinicKey[], within?: Transaction): Promise<readonly Loaded<FollowUp>[]> {
    const documents = this.transactions.documents(COLLECTION, within);
    return clients.flatMap(({ clinicId, id }) => {
      const found = documents.get(id);
      if (found?.clinicId !== clinicId) return [];
      const { _id, version, ...state } = found;
      // Only `save` writes the collection.
      return [{ state: state as unknown as FollowUp, version }];
    });
  }

  override save(followUp: FollowUp, expectedVersion: number | undefined, writes: UnitOfWork): void {
    writes.put(COLLECTION, { clinicId: followUp.clinicId, id: followUp.clientRef }, followUp, expectedVersion);
  }
}
