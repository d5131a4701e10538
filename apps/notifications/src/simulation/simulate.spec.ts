import { allPlanted } from './planted/all-planted.js';
import { simulate } from './simulate.js';

describe('a simulated run', () => {
  it('is the same run for the same seed', async () => {
    const [one, other] = [await simulate(28, { trace: true }), await simulate(28, { trace: true })];
    expect(one.trace.length).toBeGreaterThan(300);
    expect(other.trace).toEqual(one.trace);
    expect((await simulate(29, { trace: true })).trace).not.toEqual(one.trace);
  }, 60_000);

  it('leaves the randomness of its process alone', async () => {
    const { random } = Math;
    await simulate(1);
    expect(Math.random).toBe(random);
  }, 60_000);
});

describe('planted bugs', () => {
  it('are at least twenty, each with a name and the rule that it breaks', () => {
    expect(allPlanted.length).toBeGreaterThanOrEqual(20);
    expect(new Set(allPlanted.map(({ name }) => name)).size).toBe(allPlanted.length);
    expect(allPlanted.filter(({ breaks }) => breaks === '')).toEqual([]);
  });
});
