import type { InMemoryTransactions, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { LicenceStore, type Licences } from '../application/ports.js';

export class InMemoryLicenceStore extends LicenceStore {
  override saves = 0;

  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }
  override async load(clinicId: string, within?: Transaction): Promise<Loaded<Licences> | undefined> {
    return this.all(within).find(({ state }) => state.clinicId === clinicId);
  }
  override async many(clinicIds: readonly string[]): Promise<readonly Licences[]> {
    return this.all()
      .map(({ state }) => state)
      .filter(({ clinicId }) => clinicIds.includes(clinicId));
  }
  override save(licences: Licences, expectedVersion: number | undefined, writes: UnitOfWork): void {
    this.saves += 1;
    const { clinicId } = licences;
    writes.put('licences', { clinicId, id: clinicId }, { state: licences }, expectedVersion);
  }
  override async due(now: Date): Promise<readonly string[]> {
    return this.all().flatMap(({ state: { clinicId, followAt } }) =>
      followAt !== undefined && followAt <= now ? [clinicId] : [],
    );
  }
  override async nextDue(): Promise<Date | undefined> {
    const times = this.all().flatMap(({ state: { followAt } }) => followAt ?? []);
    return times.sort((one, other) => one.getTime() - other.getTime())[0];
  }
  private all(within?: Transaction): readonly Loaded<Licences>[] {
    return this.transactions.states<Licences>('licences', within);
  }
}
