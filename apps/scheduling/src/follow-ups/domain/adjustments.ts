/** How many burden days a 28-day window had, and how much of it was filled in. */
export interface BurdenWindow {
  readonly days: number;
  /** 0..1 */
  readonly complete: number;
}

/** What surveys and diary say about a client, as far as anybody answered. Absent is unknown, never zero. */
export interface CadenceSignals {
  /** A period of high stress was declared. */
  readonly stressDeclared: boolean;
  /** 0..10 at the last survey. */
  readonly stress: number | null;
  /** How many sessions the planned series has; null without a plan. */
  readonly seriesLength: number | null;
  /** Newest first. */
  readonly burdenWindows: readonly BurdenWindow[];
  /** The practitioner agreed that the rise shortens the interval. */
  readonly burdenRiseConfirmed: boolean;
  readonly unwantedEffect: { readonly severity: 'mild' | 'moderate' | 'severe'; readonly hours: number } | null;
  readonly headacheDays: number | null;
}

export interface Adjustment {
  readonly rule: 'A1' | 'A2' | 'A3' | 'A4' | 'A5' | 'A6';
  readonly code: string;
  readonly days: number;
  readonly review?: boolean;
}

export const NO_SIGNALS: CadenceSignals = {
  stressDeclared: false,
  stress: null,
  seriesLength: null,
  burdenWindows: [],
  burdenRiseConfirmed: false,
  unwantedEffect: null,
  headacheDays: null,
};

const WEEK = 7;
const WELL_FILLED = 0.8;

const burdenRose = ([now, before]: readonly BurdenWindow[]): boolean =>
  now !== undefined &&
  before !== undefined &&
  now.complete >= WELL_FILLED &&
  before.complete >= WELL_FILLED &&
  now.days - before.days >= 2 &&
  now.days >= before.days * 1.3;

const burdenLow = ([now, before]: readonly BurdenWindow[]): boolean =>
  now !== undefined && before !== undefined && now.days < 4 && before.days < 4;

const badlyTaken = (effect: CadenceSignals['unwantedEffect']): boolean =>
  effect !== null && (effect.severity !== 'mild' || effect.hours > 36);

/** Rules A1 to A6 in their order (domain.md 2.2); each that applies, with the days it moves. */
export const adjustmentsOf = (signals: CadenceSignals, sessionNumber: number): readonly Adjustment[] => {
  const rules: readonly (Adjustment & { readonly when: boolean })[] = [
    { rule: 'A1', code: 'STRESS', days: -WEEK, when: signals.stressDeclared || (signals.stress ?? 0) >= 7 },
    { rule: 'A2', code: 'SERIES_START', days: -WEEK, when: signals.seriesLength !== null && sessionNumber <= 3 },
    {
      rule: 'A3',
      code: 'BURDEN_ROSE',
      days: -WEEK,
      when: signals.burdenRiseConfirmed && burdenRose(signals.burdenWindows),
    },
    { rule: 'A4', code: 'BURDEN_LOW', days: WEEK, when: burdenLow(signals.burdenWindows) },
    { rule: 'A5', code: 'UNWANTED_EFFECT', days: WEEK, review: true, when: badlyTaken(signals.unwantedEffect) },
    { rule: 'A6', code: 'MANY_DAYS', days: 0, when: (signals.headacheDays ?? 0) >= 15 },
  ];
  return rules.filter(({ when }) => when);
};
