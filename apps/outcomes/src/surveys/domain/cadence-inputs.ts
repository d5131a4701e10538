import type { LocalDate } from '@aftercare/kernel';

export type Wish = 'booked' | 'suggest' | 'not-now' | 'stop';

/** Burden days of one asked window; undefined when they were not answered. */
export interface BurdenWindow {
  readonly surveyId: string;
  readonly endsOn: LocalDate;
  readonly windowDays: number;
  readonly burdenDays: number | undefined;
  readonly headacheDays: number | undefined;
}

/** What the next visit's day may depend on: whole numbers and codes, no answers in words. */
export interface CadenceInputs {
  readonly clinicId: string;
  readonly clientRef: string;
  readonly wish: Wish | undefined;
  readonly stress: number | undefined;
  readonly demandingTime: boolean;
  readonly demandingPeriod: { readonly from: LocalDate; readonly to: LocalDate } | undefined;
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
  demandingTime: false,
  demandingPeriod: undefined,
  lastEffect: undefined,
  burdenWindows: [],
});

const KEPT_WINDOWS = 6;

export const withWindow = (
  inputs: CadenceInputs,
  window: BurdenWindow,
  said: Pick<CadenceInputs, 'wish' | 'stress' | 'demandingTime'>,
): CadenceInputs => {
  const others = inputs.burdenWindows.filter((one) => one.surveyId !== window.surveyId);
  const windows = [window, ...others].sort((one, other) => (one.endsOn < other.endsOn ? 1 : -1)).slice(0, KEPT_WINDOWS);
  return {
    ...inputs,
    wish: said.wish,
    stress: said.stress ?? inputs.stress,
    demandingTime: said.demandingTime,
    burdenWindows: windows,
  };
};

export const withEffect = (inputs: CadenceInputs, effect: NonNullable<CadenceInputs['lastEffect']>): CadenceInputs =>
  inputs.lastEffect !== undefined && inputs.lastEffect.at.getTime() > effect.at.getTime()
    ? inputs
    : { ...inputs, lastEffect: effect };

/** Without what was said about this session before. */
export const withoutEffect = (inputs: CadenceInputs, sessionId: string | undefined): CadenceInputs =>
  sessionId === undefined || inputs.lastEffect?.sessionId !== sessionId ? inputs : { ...inputs, lastEffect: undefined };

export const withPeriod = (inputs: CadenceInputs, period: CadenceInputs['demandingPeriod']): CadenceInputs => ({
  ...inputs,
  demandingPeriod: period ?? inputs.demandingPeriod,
});
