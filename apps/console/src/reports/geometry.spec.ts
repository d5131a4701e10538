import { intervalPath, layoutOf, plotOf, RATES, scaleOf, ticksFor, wrapped } from './geometry.js';

const TEXT = { label: 'Trigger point: Half or fewer days, of those who answered', words: '14 of 20 70% (48 to 85)' };

describe('the geometry of the charts', () => {
  it('draws every rate from zero', () => {
    const plot = plotOf(640);
    const rate = scaleOf(plot, RATES);
    expect([rate(0), rate(1)]).toEqual([plot.left, plot.right]);
  });

  it.each([200, 262, 288, 360, 559, 560, 640, 1200])('keeps all of its text inside a width of %d px', (room) => {
    const { rows, width, right, height, bottom } = layoutOf(room, [TEXT, TEXT]);
    expect(width).toBeLessThanOrEqual(Math.max(room, 200));
    expect(right).toBeLessThan(width);
    for (const { label, words } of rows)
      for (const { text, x } of [...label, ...words]) expect(x + text.length * 7).toBeLessThanOrEqual(width);
    expect(bottom).toBeLessThan(height);
  });

  it('puts words beside the plot where there is room, else below the mark', () => {
    const [wide] = layoutOf(640, [TEXT]).rows;
    const [narrow] = layoutOf(262, [TEXT]).rows;
    expect(wide?.words[0]?.x).toBeGreaterThan(plotOf(640).right);
    expect(narrow?.words[0]?.y).toBeGreaterThan(narrow?.mark ?? Infinity);
    expect(narrow?.words[0]?.x).toBe(plotOf(262).left);
  });

  it('never lays one row over another', () => {
    const { rows } = layoutOf(262, [TEXT, TEXT]);
    expect(rows[1]?.label[0]?.y).toBeGreaterThan(rows[0]?.words.at(-1)?.y ?? Infinity);
  });

  it('breaks lines at spaces and leaves a long word whole', () => {
    expect(wrapped('one two three', 60)).toEqual(['one two', 'three']);
    expect(wrapped('incomparable', 30)).toEqual(['incomparable']);
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
});
