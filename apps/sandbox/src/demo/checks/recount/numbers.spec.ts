import { meanRange, tOf, wilsonRange } from './numbers.js';

describe('the recount’s own statistics', () => {
  it.each([
    [0, 10, 0, 27.75],
    [1, 10, 1.79, 40.42],
    [14, 20, 48.1, 85.45],
    [14, 45, 19.53, 45.66],
    [37, 80, 35.75, 57.1],
    [0, 30, 0, 11.35],
  ])('Wilson of %i in %i', (n, of, low, high) => {
    const range = wilsonRange(n, of);
    expect(range.low * 100).toBeCloseTo(low, 2);
    expect(range.high * 100).toBeCloseTo(high, 2);
  });

  it.each([
    [9, 2.262157],
    [19, 2.093024],
    [100, 1.983972],
  ])('t of %i degrees of freedom', (degrees, t) => {
    expect(tOf(degrees)).toBeCloseTo(t, 4);
  });

  it('gives the mean of paired changes with its interval', () => {
    const before = [10, 8, 12, 6, 15, 9, 7, 11, 5, 14];
    const after = [6, 7, 9, 6, 8, 10, 3, 7, 4, 11];
    const { mean, sd, low, high } = meanRange(after.map((value, index) => value - (before[index] ?? 0)));
    expect([mean, sd, low, high].map((value) => Number(value.toFixed(3)))).toEqual([-2.6, 2.366, -4.293, -0.907]);
  });
});
