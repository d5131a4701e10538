import type { InMemoryTransactions, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { AnswerRateStore, type AnswerRate } from '../application/ports.js';

export class InMemoryAnswerRates extends AnswerRateStore {
  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }
  override async load(clinicId: string, within?: Transaction): Promise<Loaded<AnswerRate> | undefined> {
    return this.transactions
      .states<AnswerRate>('answer_rates', within)
      .find(({ state }) => state.clinicId === clinicId);
  }
  override save(rate: AnswerRate, expectedVersion: number | undefined, writes: UnitOfWork): void {
    const { clinicId } = rate;
    writes.put('answer_rates', { clinicId, id: clinicId }, { state: rate }, expectedVersion);
  }
}
