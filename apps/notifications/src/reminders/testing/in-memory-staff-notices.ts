import type { ClinicKey } from '@aftercare/kernel';
import { nameOf } from '@aftercare/messaging';
import type { InMemoryTransactions, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { StaffNotices } from '../application/sending/staff-notices.js';
import type { StaffNotice } from '../application/sending/staff-notices.js';

const NOTICES = 'staff_notices';

export class InMemoryStaffNotices extends StaffNotices {
  override saves = 0;
  private readonly told = new Set<string>();

  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }

  override async raise(
    notice: StaffNotice,
    { within, writes }: { readonly within: Transaction; readonly writes: UnitOfWork },
  ): Promise<void> {
    if (!this.transactions.documents(NOTICES, within).has(notice.id)) this.write(notice, writes);
  }

  override async many(
    keys: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<StaffNotice>>> {
    const wanted = new Set(keys.map(nameOf));
    const all = this.transactions.states<StaffNotice>(NOTICES, within);
    return new Map(all.flatMap((one) => (wanted.has(nameOf(one)) ? [[nameOf(one), one] as const] : [])));
  }

  override write(notice: StaffNotice, writes: UnitOfWork): void {
    const { clinicId, id } = notice;
    this.saves += 1;
    writes.put(NOTICES, { clinicId, id }, { state: notice }, undefined);
  }

  override async untold(): Promise<readonly StaffNotice[]> {
    return this.all().filter(({ id }) => !this.told.has(id));
  }

  override async firstUntold(): Promise<Date | undefined> {
    const times = (await this.untold()).map(({ at }) => at);
    return times.sort((one, other) => one.getTime() - other.getTime())[0];
  }

  override async tell({ id }: StaffNotice): Promise<boolean> {
    this.saves += 1;
    const isFirst = !this.told.has(id);
    this.told.add(id);
    return isFirst;
  }

  private all(): readonly StaffNotice[] {
    return this.transactions.states<StaffNotice>(NOTICES).map(({ state }) => state);
  }
}
