/** Waits until `check` answers something other than undefined or false; fails with what was last seen when the deadline passes. */
export const eventually = async <T>(
  what: string | (() => string),
  check: () => T | Promise<T>,
  withinMs = 20_000,
): Promise<Exclude<T, undefined | false>> => {
  const until = performance.now() + withinMs;
  let last: unknown;
  for (;;) {
    try {
      const answer = await check();
      if (answer !== undefined && answer !== false) return answer as Exclude<T, undefined | false>;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (performance.now() > until)
      throw new Error(`not within ${withinMs} ms: ${typeof what === 'string' ? what : what()}; last: ${String(last)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
