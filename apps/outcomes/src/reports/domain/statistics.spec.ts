import { meanInterval, tQuantile, wilson } from './statistics.js';

describe('Wilson interval', () => {
  it.each([
    [0, 10, 0, 27.75],
    [1, 10, 1.79, 40.42],
    [14, 20, 48.1, 85.45],
    [14, 45, 19.53, 45.66],
    [37, 80, 35.75, 57.1],
    [0, 30, 0, 11.35],
  ])('of %i of %i is %f to %f percent', (n, of, low, high) => {
    const interval = wilson(n, of)!;
    expect(Math.round(interval.low * 10_000) / 100).toBe(low);
    expect(Math.round(interval.high * 10_000) / 100).toBe(high);
  });

  it('begins at nought where nobody did, and ends at one where everybody did', () => {
    for (const all of [8, 50, 333]) expect([wilson(0, all)?.low, wilson(all, all)?.high]).toEqual([0, 1]);
  });

  it('of nothing is nothing', () => {
    expect(wilson(0, 0)).toBeUndefined();
  });
});

describe('t interval', () => {
  it.each([
    [1, 12.7062],
    [4, 2.77645],
    [9, 2.26216],
    [30, 2.04227],
    [1000, 1.96234],
  ])('has the published quantile for %i degrees of freedom', (degrees, quantile) => {
    expect(tQuantile(degrees)).toBeCloseTo(quantile, 4);
  });

  it('of the published pairs is -4.293 to -0.907', () => {
    const before = [10, 8, 12, 6, 15, 9, 7, 11, 5, 14];
    const changes = [6, 7, 9, 6, 8, 10, 3, 7, 4, 11].map((after, index) => after - before[index]!);
    const result = meanInterval({
      n: 10,
      sum: changes.reduce((sum, one) => sum + one, 0),
      squares: changes.reduce((sum, one) => sum + one * one, 0),
    })!;
    expect(result.mean).toBeCloseTo(-2.6, 10);
    expect(result.sd).toBeCloseTo(2.3664, 4);
    expect(result.low).toBeCloseTo(-4.293, 3);
    expect(result.high).toBeCloseTo(-0.907, 3);
  });

  it('needs two pairs', () => {
    expect(meanInterval({ n: 1, sum: 1, squares: 1 })).toBeUndefined();
  });
});
