/** Doubles from 10 ms up to a limit, with jitter of half, so that two writers who met do not meet again. Milliseconds of machine time. */
export const backOffMs = (attempt: number, limitMs: number): number =>
  Math.min(limitMs, 10 * 2 ** Math.min(attempt, 20)) * (0.5 + Math.random() / 2);
