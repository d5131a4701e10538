import type { ClinicKey } from '@aftercare/kernel';
import type { Transaction, UnitOfWork } from '@aftercare/messaging';

/** Something that a clinic's own people have to hear of once. Numbers only; nothing in it points at a person. */
export interface StaffNotice extends ClinicKey {
  readonly what: 'brake';
  readonly at: Date;
}

/** Words that are owed to staff. One that is raised again is the same one. */
export abstract class StaffNotices {
  /** Within the transaction that writes what it is about. */
  abstract raise(
    notice: StaffNotice,
    work: { readonly within: Transaction; readonly writes: UnitOfWork },
  ): Promise<void>;
  abstract untold(): Promise<readonly StaffNotice[]>;
  abstract firstUntold(): Promise<Date | undefined>;
  /** The claim: false when somebody told it before. */
  abstract tell(notice: StaffNotice): Promise<boolean>;
}
