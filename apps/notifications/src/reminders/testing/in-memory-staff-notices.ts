import type { InMemoryTransactions, Transaction, UnitOfWork } from '@aftercare/messaging';
import { StaffNotices } from '../application/sending/staff-notices.js';
import type { StaffNotice } from '../application/sending/staff-notices.js';

const NOTICES = 'staff_notices';

export class InMemoryStaffNotices extends StaffNotices {
  private readonly told = new Set<string>();

  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }

  override async raise(
    { id, ...notice }: StaffNotice,
    { within, writes }: { readonly within: Transaction; readonly writes: UnitOfWork },
  ): Promise<void> {
    if (this.transactions.documents(NOTICES, within).has(id)) return;
    writes.put(NOTICES, { clinicId: notice.clinicId, id }, { state: { ...notice, id } }, undefined);
  }

  override async untold(): Promise<readonly StaffNotice[]> {
    return this.all().filter(({ id }) => !this.told.has(id));
  }

  override async firstUntold(): Promise<Date | undefined> {
    const times = (await this.untold()).map(({ at }) => at);
    return times.sort((one, other) => one.getTime() - other.getTime())[0];
  }

  override async tell({ id }: StaffNotice): Promise<boolean> {
    const isFirst = !this.told.has(id);
    this.told.add(id);
    return isFirst;
  }

  private all(): readonly StaffNotice[] {
    return this.transactions.states<StaffNotice>(NOTICES).map(({ state }) => state);
  }
}
