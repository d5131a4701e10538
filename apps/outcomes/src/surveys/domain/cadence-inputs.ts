import { addDays, daysBetween } from '@aftercare/kernel';
import type { LocalDate } from '@aftercare/kernel';

export type Wish = 'booked' | 'suggest' | 'not-now' | 'stop';

/** What one follow-up form said; undefined is not answered. */
export interface BurdenWindow {
  readonly surveyId: string;
  readonly endsOn: LocalDate;
  readonly windowDays: number;
  readonly burdenDays: number | undefined;
  readonly headacheDays: number | undefined;
  readonly stress: number | undefined;
  /** The four weeks after it look more demanding than usual. */
  readonly demanding: boolean;
}

export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** What the next visit's day may depend on: whole numbers and codes, no answers in words. */
export interface CadenceInputs {
  readonly clinicId: string;
  readonly clientRef: string;
  readonly wish: Wish | undefined;
  /** Of the first form. */
  readonly stress: number | undefined;
  readonly demandingPeriod: Period | undefined;
  readonly lastEffect:
    | { readonly sessionId: string; readonly at: Date; readonly worst: number | undefined; readonly lasting: boolean }
    | undefined;
  /** The newest first. */
  readonly burdenWindows: readonly BurdenWindow[];
}

export const emptyInputs = (clinicId: string, clientRef: string): CadenceInputs => ({
  clinicId,
  clientRef,
  wish: undefined,
  stress: undefined,
  demandingPeriod: undefined,
  lastEffect: undefined,
  burdenWindows: [],
});

const KEPT_WINDOWS = 6;

export const withWindow = (inputs: CadenceInputs, window: BurdenWindow, wish: Wish | undefined): CadenceInputs => {
  const others = inputs.burdenWindows.filter((one) => one.surveyId !== window.surveyId);
  const windows = [window, ...others].sort((one, other) => (one.endsOn < other.endsOn ? 1 : -1)).slice(0, KEPT_WINDOWS);
  return { ...inputs, wish, burdenWindows: windows };
};

export const withEffect = (inputs: CadenceInputs, effect: NonNullable<CadenceInputs['lastEffect']>): CadenceInputs =>
  inputs.lastEffect !== undefined && inputs.lastEffect.at.getTime() > effect.at.getTime()
    ? inputs
    : { ...inputs, lastEffect: effect };

/** Without what was said about this session before. */
export const withoutEffect = (inputs: CadenceInputs, sessionId: string | undefined): CadenceInputs =>
  sessionId === undefined || inputs.lastEffect?.sessionId !== sessionId ? inputs : { ...inputs, lastEffect: undefined };

export const withFirstForm = (
  inputs: CadenceInputs,
  said: Pick<CadenceInputs, 'stress' | 'demandingPeriod'>,
): CadenceInputs => ({ ...inputs, stress: said.stress, demandingPeriod: said.demandingPeriod });

const MONTH = 28;

/** Stress at the last form: nothing, where that form was not asked or did not say. */
export const stressOf = ({ burdenWindows, stress }: CadenceInputs): number | undefined => {
  const [last] = burdenWindows;
  return last === undefined ? stress : last.stress;
};

/** What forms said about demanding times: a stretch of the first one, and the four weeks after each later one that called them so. */
export const demandingPeriodsOf = ({ burdenWindows, demandingPeriod }: CadenceInputs): readonly Period[] => [
  ...(demandingPeriod === undefined ? [] : [demandingPeriod]),
  ...burdenWindows
    .filter(({ demanding }) => demanding)
    .map(({ endsOn }) => ({ from: endsOn, to: addDays(endsOn, MONTH) })),
];

/** At least 28 days of counting, pooled from forms that follow one another (domain.md 1.6). */
export interface PooledWindow {
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly days: number;
  readonly burdenDays: number;
  readonly headacheDays: number | undefined;
  /** 0..1: how much of the stretch from the first day to the last was counted. */
  readonly complete: number;
}

type Counted = BurdenWindow & { readonly burdenDays: number };

const pooled = (windows: readonly Counted[]): PooledWindow | undefined => {
  const [newest, oldest] = [windows[0], windows.at(-1)];
  if (newest === undefined || oldest === undefined) return undefined;
  const days = windows.reduce((sum, one) => sum + one.windowDays, 0);
  if (days < MONTH) return undefined;
  const startsOn = addDays(oldest.endsOn, -oldest.windowDays);
  const counts = windows.map(({ headacheDays }) => headacheDays);
  return {
    startsOn,
    endsOn: newest.endsOn,
    days,
    burdenDays: windows.reduce((sum, one) => sum + one.burdenDays, 0),
    headacheDays: counts.reduce<number | undefined>(
      (sum, count) => (sum === undefined || count === undefined ? undefined : sum + count),
      0,
    ),
    complete: Math.min(1, days / daysBetween(startsOn, newest.endsOn)),
  };
};

const isCounted = (window: BurdenWindow): window is Counted => window.burdenDays !== undefined && window.windowDays > 0;

/** The newest first. Counts that people recalled; an unanswered form leaves a gap, and fewer than 28 days make no window. */
export const pooledWindowsOf = ({ burdenWindows }: CadenceInputs): readonly PooledWindow[] => {
  const pools: PooledWindow[] = [];
  let open: readonly Counted[] = [];
  for (const window of burdenWindows.filter(isCounted)) {
    open = [...open, window];
    const pool = pooled(open);
    if (pool === undefined) continue;
    pools.push(pool);
    open = [];
  }
  return pools;
};

/** Everything that others are told, apart from the wish, which is said by itself. */
const told = (inputs: CadenceInputs): string => {
  const { demandingPeriod, lastEffect } = inputs;
  const effect = lastEffect && [lastEffect.sessionId, lastEffect.worst, lastEffect.lasting];
  const demanding = demandingPeriod && [demandingPeriod.from, demandingPeriod.to];
  const windows = inputs.burdenWindows.map((one) => [
    ...[one.surveyId, one.endsOn, one.windowDays],
    ...[one.burdenDays, one.headacheDays, one.stress, one.demanding],
  ]);
  return JSON.stringify([inputs.stress, demanding, effect, windows]);
};

export const tellsTheSame = (a: CadenceInputs, b: CadenceInputs): boolean => told(a) === told(b);
