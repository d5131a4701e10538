import { simulate } from './simulate.js';

/** More of them: `npm run simulate -- --seeds 10000`. */
const SEEDS = 1000;

describe('the service under simulated crashes, delays, repeats and outages', () => {
  it(`keeps every promise in ${SEEDS} runs`, async () => {
    const failed: string[] = [];
    let sent = 0;
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const outcome = await simulate(seed);
      sent += outcome.sent;
      if (outcome.failures.length > 0)
        failed.push(`${outcome.failures[0] ?? ''}; again: npm run simulate -- --seed ${seed}`);
    }
    expect(failed).toEqual([]);
    expect(sent).toBeGreaterThan(10 * SEEDS);
  }, 600_000);
});
