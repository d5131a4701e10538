import type { InMemoryTransactions, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { ShownPeriodsStore, type ShownPeriods } from '../application/ports.js';

export class InMemoryShownPeriods extends ShownPeriodsStore {
  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }
  override async load(clinicId: string, within?: Transaction): Promise<Loaded<ShownPeriods> | undefined> {
    return this.transactions
      .states<ShownPeriods>('shown_reports', within)
      .find(({ state }) => state.clinicId === clinicId);
  }
  override save(shown: ShownPeriods, expectedVersion: number | undefined, writes: UnitOfWork): void {
    const { clinicId } = shown;
    writes.put('shown_reports', { clinicId, id: clinicId }, { state: shown }, expectedVersion);
  }
}
