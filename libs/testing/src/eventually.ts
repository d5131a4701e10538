/** How long and how often `eventually` looks, in real milliseconds. */
export interface Patience {
  readonly timeoutMs?: number;
  readonly everyMs?: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A condition did not come true in time; its cause is what the last look threw. */
export class NeverHappenedError extends Error {
  constructor(timeoutMs: number, cause: unknown) {
    super(
      `did not happen within ${timeoutMs} ms: ${cause instanceof Error ? cause.message : 'the check answered false'}`,
      { cause },
    );
    this.name = NeverHappenedError.name;
  }
}

/**
 * Looks until `check` neither throws nor answers `false`, and gives its answer.
 * The only waiting that tests do: nothing sleeps for a guessed time.
 */
export const eventually = async <T>(
  check: () => T | Promise<T>,
  { timeoutMs = 10_000, everyMs = 20 }: Patience = {},
): Promise<T> => {
  const until = performance.now() + timeoutMs;
  for (;;) {
    let problem: unknown;
    try {
      const answer = await check();
      if (answer !== false) return answer;
    } catch (error) {
      problem = error;
    }
    if (performance.now() > until) throw new NeverHappenedError(timeoutMs, problem);
    await pause(everyMs);
  }
};
