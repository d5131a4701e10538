import { barOf, heightOf, intervalPath, PLOT_LEFT, PLOT_RIGHT, rateScale, scale, ticksFor } from './geometry.js';

describe('the geometry of the charts', () => {
  it('draws every rate from zero', () => {
    expect([rateScale(0), rateScale(1), rateScale(0.5)]).toEqual([PLOT_LEFT, PLOT_RIGHT, 208]);
  });

  it('puts the dot inside its interval', () => {
    const bar = barOf({ rate: 0.7, low: 0.481, high: 0.8545 });
    expect(bar.dot).toBeGreaterThan(bar.from);
    expect(bar.dot).toBeLessThan(bar.from + bar.width);
  });

  it.each([[[-4.3, -0.9]], [[]], [[1.2]], [[-27, 12]], [[-28, 28]]])(
    'finds round ticks around zero for %j',
    (values) => {
      const ticks = ticksFor(values);
      expect(ticks.length).toBeLessThanOrEqual(5);
      expect(ticks).toContain(0);
      expect(ticks[0]).toBeLessThanOrEqual(Math.min(0, ...values));
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(0, ...values));
    },
  );

  it('draws caps of eight units', () => {
    expect(intervalPath(10, 20, 30)).toBe('M10 30H20M10 26v8M20 26v8');
  });

  it('keeps every value inside the plot', () => {
    const ticks = ticksFor([-4.3, 2.2]);
    const x = scale(ticks[0] ?? 0, ticks.at(-1) ?? 1);
    expect([x(-4.3), x(2.2)].every((place) => place >= PLOT_LEFT && place <= PLOT_RIGHT)).toBe(true);
  });

  it('grows with its rows', () => {
    expect(heightOf(3) - heightOf(2)).toBe(64);
  });
});
