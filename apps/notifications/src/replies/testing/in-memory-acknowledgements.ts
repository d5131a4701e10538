import type { ClinicKey } from '@aftercare/kernel';
import type { InMemoryTransactions, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { AcknowledgementStore } from '../application/acknowledgements.js';
import type { Acknowledgement } from '../domain/acknowledgement.js';

const COLLECTION = 'acknowledgements';

export class InMemoryAcknowledgements extends AcknowledgementStore {
  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }

  override async find({ clinicId, id }: ClinicKey, within?: Transaction): Promise<Loaded<Acknowledgement> | undefined> {
    const found = this.transactions.documents(COLLECTION, within).get(id);
    if (found?.clinicId !== clinicId) return undefined;
    // Only `save` writes this collection.
    const {
      version,
      _id,
      clinicId: _clinic,
      ...state
    } = found as unknown as Acknowledgement & {
      readonly version: number;
      readonly _id: string;
      readonly clinicId: string;
    };
    return { state, version };
  }

  override save(
    clinicId: string,
    said: Acknowledgement,
    { version, work }: { readonly version?: number; readonly work: UnitOfWork },
  ): void {
    work.put(COLLECTION, { clinicId, id: said.bookingId }, said, version);
  }
}
