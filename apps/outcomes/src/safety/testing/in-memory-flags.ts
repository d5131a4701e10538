import type { ClinicKey } from '@aftercare/kernel';
import type { InMemoryTransactions, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { FlagStore, type DueLook, type Flag, type FlagQuery } from '../application/ports.js';
import { withoutWords } from '../domain/flag-words.js';
import { isWith } from '../domain/flag-acts.js';
import { neediestFirst, newestFirst } from '../domain/flag-order.js';
import { looksAt } from '../domain/flag-watch.js';

const longestDueFirst = (one: DueLook, other: DueLook): number =>
  one.lookAt.getTime() - other.lookAt.getTime() || (one.id < other.id ? -1 : Number(one.id > other.id));

export class InMemoryFlagStore extends FlagStore {
  override saves = 0;

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
      )
      .map(withoutWords);
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
  override async toLookAt(now: Date, limit: number, after?: DueLook): Promise<readonly DueLook[]> {
    return this.looks()
      .filter((due) => due.lookAt <= now && (after === undefined || longestDueFirst(due, after) > 0))
      .slice(0, limit);
  }
  override async nextLook(): Promise<Date | undefined> {
    return this.looks()[0]?.lookAt;
  }
  override async save(flag: Flag, expectedVersion: number | undefined, writes: UnitOfWork): Promise<void> {
    this.saves += 1;
    writes.put('flags', { clinicId: flag.clinicId, id: flag.id }, { state: flag }, expectedVersion);
  }
  private looks(): readonly DueLook[] {
    return this.all()
      .flatMap(({ state: flag }) => {
        const lookAt = looksAt(flag);
        return lookAt === undefined ? [] : [{ clinicId: flag.clinicId, id: flag.id, lookAt }];
      })
      .sort(longestDueFirst);
  }
  private all(within?: Transaction): readonly Loaded<Flag>[] {
    return [...this.transactions.documents('flags', within).values()].map((document) => ({
      state: (document as unknown as { readonly state: Flag }).state,
      version: document.version,
    }));
  }
}
