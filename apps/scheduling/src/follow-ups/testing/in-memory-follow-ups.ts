import type { ClinicKey } from '@aftercare/kernel';
import type { InMemoryTransactions, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { CarePlans, FollowUps } from '../application/ports.js';
import type { CarePlan, FollowUpRecord, Lapsed } from '../application/ports.js';

const FOLLOW_UPS = 'follow_ups';
const CARE_PLANS = 'care_plans';

/** The documents of a collection of these clients. Only the stores below write them, so the shape is known. */
const found = <T>(
  transactions: InMemoryTransactions,
  collection: string,
  { clients, within }: { readonly clients: readonly ClinicKey[]; readonly within: Transaction | undefined },
): readonly Loaded<T>[] => {
  const documents = transactions.documents(collection, within);
  return clients.flatMap(({ clinicId, id }) => {
    const one = documents.get(id);
    if (one?.clinicId !== clinicId) return [];
    const { _id, version, ...state } = one;
    return [{ state: state as unknown as T, version }];
  });
};

export class InMemoryFollowUps extends FollowUps {
  override saves = 0;

  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }

  override async load(clients: readonly ClinicKey[], within?: Transaction): Promise<readonly Loaded<FollowUpRecord>[]> {
    return found<FollowUpRecord>(this.transactions, FOLLOW_UPS, { clients, within });
  }

  override save(record: FollowUpRecord, expectedVersion: number | undefined, writes: UnitOfWork): void {
    this.saves += 1;
    writes.put(FOLLOW_UPS, { clinicId: record.clinicId, id: record.clientRef }, record, expectedVersion);
  }

  override async lapsing(now: Date, limit: number): Promise<readonly ClinicKey[]> {
    return this.lapses()
      .filter(({ at }) => at <= now)
      .slice(0, limit)
      .map(({ key }) => key);
  }

  override async nextLapse(): Promise<Date | undefined> {
    return this.lapses()[0]?.at;
  }

  override async lapsed(clinicId: string, { limit, after }: { readonly limit: number; readonly after?: Lapsed }) {
    const name = ({ lapsedOn, clientRef }: Lapsed): string => `${lapsedOn} ${clientRef}`;
    return [...this.transactions.documents(FOLLOW_UPS).values()]
      .map((document) => document as unknown as FollowUpRecord)
      .flatMap(({ clientRef, plan, ...of }) =>
        of.clinicId !== clinicId || plan?.lapsedOn == null ? [] : [{ clientRef, lapsedOn: plan.lapsedOn }],
      )
      .filter((one) => after === undefined || name(one) > name(after))
      .sort((one, other) => (name(one) < name(other) ? -1 : 1))
      .slice(0, limit);
  }

  private lapses(): readonly { readonly key: ClinicKey; readonly at: Date }[] {
    return [...this.transactions.documents(FOLLOW_UPS).values()]
      .map((document) => document as unknown as FollowUpRecord)
      .flatMap(({ clinicId, clientRef, plan }) =>
        plan?.lapsesAt == null ? [] : [{ key: { clinicId, id: clientRef }, at: plan.lapsesAt }],
      )
      .sort((a, b) => a.at.getTime() - b.at.getTime());
  }
}

export class InMemoryCarePlans extends CarePlans {
  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }

  override async plain(clients: readonly ClinicKey[], within?: Transaction): Promise<readonly Loaded<CarePlan>[]> {
    return found<CarePlan>(this.transactions, CARE_PLANS, { clients, within }).map(({ state, version }) => ({
      state: state.interval === null ? state : { ...state, interval: { ...state.interval, reason: null } },
      version,
    }));
  }

  override async load(client: ClinicKey, within?: Transaction): Promise<Loaded<CarePlan> | undefined> {
    return found<CarePlan>(this.transactions, CARE_PLANS, { clients: [client], within })[0];
  }

  override async save(plan: CarePlan, expectedVersion: number | undefined, writes: UnitOfWork): Promise<void> {
    writes.put(CARE_PLANS, { clinicId: plan.clinicId, id: plan.clientRef }, plan, expectedVersion);
  }
}
