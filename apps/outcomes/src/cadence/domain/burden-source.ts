import { addDays, type LocalDate } from '@aftercare/kernel';

/** As much of a window as the choice rests on. */
export interface CountedWindow {
  readonly startsOn: LocalDate;
  /** The day after the last one. */
  readonly endsOn: LocalDate;
  /** 0..1 */
  readonly complete: number;
}

/** Counts of a diary and counts that people recalled differ for other reasons than their heads: only one source is told (domain.md 1.4). */
export type BurdenSource = 'diary' | 'recall';

/** From here on a window of a diary is usable (domain.md 1.3). */
const WELL_FILLED = 0.8;
/** A window of a diary is told when it is over: until the next one is, it may be this much older than a form. */
const MONTH = 28;

/** Two in a row, both well filled. */
const canCompare = ([newest, before]: readonly CountedWindow[]): boolean =>
  newest !== undefined &&
  before !== undefined &&
  before.endsOn === newest.startsOn &&
  Math.min(newest.complete, before.complete) >= WELL_FILLED;

/** Somebody who gave the diary up is not spoken for by it. */
const isAsNewAs = ([diary]: readonly CountedWindow[], [recalled]: readonly CountedWindow[]): boolean =>
  diary !== undefined && (recalled === undefined || recalled.endsOn <= addDays(diary.endsOn, MONTH));

/** The diary where its two newest windows can be compared and no form is newer, else what forms say; the diary again where no form says anything. */
export const oneSource = <D extends CountedWindow, R extends CountedWindow>(
  diary: readonly D[],
  recalled: readonly R[],
): { readonly source: BurdenSource | null; readonly windows: readonly (D | R)[] } => {
  if (canCompare(diary) && isAsNewAs(diary, recalled)) return { source: 'diary', windows: diary };
  if (recalled.length > 0) return { source: 'recall', windows: recalled };
  return { source: diary.length > 0 ? 'diary' : null, windows: diary };
};
