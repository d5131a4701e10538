/** As much of a window as the choice rests on. */
export interface CountedWindow {
  /** 0..1 */
  readonly complete: number;
}

/** Counts of a diary and counts that people recalled differ for other reasons than their heads: only one source is told (domain.md 1.4). */
export type BurdenSource = 'diary' | 'recall';

/** From here on a window of a diary is usable (domain.md 1.3). */
const WELL_FILLED = 0.8;

/** The diary where its two newest windows can be compared, else what forms say; the diary again where no form says anything. */
export const oneSource = <D extends CountedWindow, R extends CountedWindow>(
  diary: readonly D[],
  recalled: readonly R[],
): { readonly source: BurdenSource | null; readonly windows: readonly (D | R)[] } => {
  const [newest, before] = diary;
  const canCompare = [newest, before].every((window) => window !== undefined && window.complete >= WELL_FILLED);
  if (canCompare) return { source: 'diary', windows: diary };
  if (recalled.length > 0) return { source: 'recall', windows: recalled };
  return { source: diary.length > 0 ? 'diary' : null, windows: diary };
};
