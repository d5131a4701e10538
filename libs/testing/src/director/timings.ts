/** Real time of the steps so far. */
export interface StepTimings {
  readonly steps: number;
  readonly meanMs: number;
  readonly p99Ms: number;
  readonly longestMs: number;
  /** Looks at the processes per step. */
  readonly roundsPerStep: number;
}

export const timingsOf = (stepsMs: readonly number[], rounds: number): StepTimings => {
  const sorted = [...stepsMs].sort((left, right) => left - right);
  const steps = sorted.length;
  const sum = sorted.reduce((total, ms) => total + ms, 0);
  return {
    steps,
    meanMs: steps === 0 ? 0 : sum / steps,
    p99Ms: sorted[Math.max(0, Math.ceil(steps * 0.99) - 1)] ?? 0,
    longestMs: sorted.at(-1) ?? 0,
    roundsPerStep: steps === 0 ? 0 : rounds / steps,
  };
};
