import type { RunRecords } from '../records/types.js';

/** Looks for problems in the records of a run; an empty list means that the promise held. */
export type Check = (records: RunRecords) => readonly string[];

export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  readonly problems: readonly string[];
}

/** What the run was meant to be. */
export interface Expectations {
  /** All clinics, all clients, all weeks: only then the size is checked. */
  readonly isFullRun: boolean;
  /** The last instant of the run; what falls due later was nobody's debt yet. */
  readonly until: Date;
}
