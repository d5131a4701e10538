import type { ClinicKey } from '@aftercare/kernel';
import type { InMemoryTransactions, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { FlagStore, type Flag, type FlagQuery } from '../application/ports.js';
import { isWith } from '../domain/flag-acts.js';
import { neediestFirst, newestFirst } from '../domain/flag-order.js';

export class InMemoryFlagStore extends FlagStore {
  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }
  override async load(key: ClinicKey, within?: Transaction): Promise<Loaded<Flag> | undefined> {
    return this.all(within).find(({ state }) => state.clinicId === key.clinicId && state.id === key.id);
  }
  override async openOf(clients: readonly ClinicKey[]): Promise<readonly Flag[]> {
    return this.all()
      .map(({ state }) => state)
      .filter(
        (flag) =>
          flag.state === 'open' && clients.some((key) => key.clinicId === flag.clinicId && key.id === flag.clientRef),
      );
  }
  override async list(clinicId: string, query: FlagQuery): Promise<readonly Flag[]> {
    const { state, with: accountId, after } = query;
    const order = state === 'open' ? neediestFirst : newestFirst;
    return this.all()
      .map(({ state: flag }) => flag)
      .filter((flag) => flag.clinicId === clinicId && (state === undefined || flag.state === state))
      .filter((flag) => accountId === undefined || isWith(flag, accountId))
      .filter((flag) => after === undefined || order(flag, after) > 0)
      .sort(order)
      .slice(0, query.limit + 1);
  }
  override save(flag: Flag, expectedVersion: number | undefined, writes: UnitOfWork): void {
    writes.put('flags', { clinicId: flag.clinicId, id: flag.id }, { state: flag }, expectedVersion);
  }
  private all(within?: Transaction): readonly Loaded<Flag>[] {
    return [...this.transactions.documents('flags', within).values()].map((document) => ({
      state: (document as unknown as { readonly state: Flag }).state,
      version: document.version,
    }));
  }
}
