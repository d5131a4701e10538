import type { ClinicKey } from '@aftercare/kernel';
import type { InMemoryTransactions, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { FlagStore, type Flag, type FlagQuery } from '../application/ports.js';

type Place = Pick<Flag, 'raisedAt' | 'id'>;

const newestFirst = (one: Place, other: Place): number =>
  other.raisedAt.getTime() - one.raisedAt.getTime() || (one.id < other.id ? -1 : Number(one.id > other.id));

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
    const [at, id = ''] = query.after?.split('/') ?? [];
    const place = at === undefined ? undefined : { raisedAt: new Date(at), id };
    return this.all()
      .map(({ state }) => state)
      .filter((flag) => flag.clinicId === clinicId && (query.state === undefined || flag.state === query.state))
      .filter((flag) => place === undefined || newestFirst(flag, place) > 0)
      .sort(newestFirst)
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
