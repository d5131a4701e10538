import type { ClinicKey } from '@aftercare/kernel';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';

/** Something that a clinic's own people have to hear of once. Numbers and kinds only; nothing in it points at a person. */
export interface StaffNotice extends ClinicKey {
  readonly what: 'brake' | 'few-answers' | 'look-now' | 'look-today' | 'still-waiting';
  readonly at: Date;
}

/** Words that are owed to staff. One that is raised again is the same one. */
export abstract class StaffNotices {
  /** How often this process wrote here: without it nothing else is untold. */
  abstract readonly saves: number;
  /** Within the transaction that writes what it is about. */
  abstract raise(
    notice: StaffNotice,
    work: { readonly within: Transaction; readonly writes: UnitOfWork },
  ): Promise<void>;
  /** Those of these that were raised, told or not, by `nameOf(key)`. */
  abstract many(keys: readonly ClinicKey[], within: Transaction): Promise<ReadonlyMap<string, Loaded<StaffNotice>>>;
  /** Raises one of which `many` just said that it was not raised. */
  abstract write(notice: StaffNotice, writes: UnitOfWork): void;
  abstract untold(): Promise<readonly StaffNotice[]>;
  abstract firstUntold(): Promise<Date | undefined>;
  /** The claim: false when somebody told it before. */
  abstract tell(notice: StaffNotice): Promise<boolean>;
}
