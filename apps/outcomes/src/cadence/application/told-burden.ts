import type { LocalDate } from '@aftercare/kernel';
import type { DiaryWindow } from '../../diary/application/diary-windows.js';
import { pooledWindowsOf, type CadenceInputs } from '../../surveys/application/ports.js';
import { oneSource, type BurdenSource } from '../domain/burden-source.js';

export interface ToldWindow {
  readonly startsOn: LocalDate;
  /** The day after the last one. */
  readonly endsOn: LocalDate;
  /** That the counts are about. */
  readonly days: number;
  readonly burdenDays: number;
  /** Null: not known. */
  readonly headacheDays: number | null;
  /** 0..1 */
  readonly complete: number;
}

/** Counts of one source, the newest first. */
export interface ToldBurden {
  readonly source: BurdenSource | null;
  readonly windows: readonly ToldWindow[];
}

/** Said once, for scheduling and for the staff who confirm what scheduling found in it: both see the same numbers. */
export const toldBurden = (inputs: CadenceInputs, diary: readonly DiaryWindow[]): ToldBurden => {
  const { source, windows } = oneSource(diary, pooledWindowsOf(inputs));
  return { source, windows: windows.map((window) => ({ ...window, headacheDays: window.headacheDays ?? null })) };
};
