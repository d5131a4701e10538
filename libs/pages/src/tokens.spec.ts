import { contrast, luminance, themes, type ThemeName } from './tokens.js';

const order: readonly ThemeName[] = ['dim', 'rose', 'green', 'soft', 'light', 'dark'];
type Token = Exclude<keyof (typeof themes)['dim'], 'scheme'>;

/** Ratio rows of the colour table: foreground, background, one value per theme. */
const rows: readonly (readonly [Token, Token, readonly number[]])[] = [
  ['text', 'bg', [10.4, 10.5, 10.8, 11.1, 13.1, 11.8]],
  ['text', 'surface', [9.3, 9.4, 9.6, 12.1, 14.0, 10.7]],
  ['text', 'raised', [8.0, 8.2, 8.4, 10.3, 12.1, 9.3]],
  ['muted', 'bg', [6.8, 6.8, 7.1, 6.1, 6.2, 7.2]],
  ['muted', 'surface', [6.1, 6.1, 6.4, 6.6, 6.7, 6.5]],
  ['muted', 'raised', [5.2, 5.3, 5.6, 5.7, 5.7, 5.7]],
  ['link', 'bg', [10.0, 9.8, 10.6, 7.7, 8.6, 10.3]],
  ['link', 'surface', [8.8, 8.8, 9.5, 8.4, 9.2, 9.4]],
  ['btnText', 'btn', [7.1, 7.5, 7.4, 7.4, 7.8, 7.2]],
  ['selText', 'sel', [8.1, 8.6, 8.4, 9.3, 9.7, 8.9]],
  ['danger', 'bg', [8.2, 8.7, 8.5, 7.6, 7.3, 8.5]],
  ['warn', 'bg', [9.2, 9.5, 9.3, 7.3, 7.2, 9.7]],
  ['ok', 'bg', [9.3, 9.3, 10.6, 7.7, 7.2, 9.8]],
  ['border', 'bg', [4.4, 4.2, 4.5, 3.9, 4.3, 4.6]],
  ['border', 'surface', [3.9, 3.7, 4.1, 4.3, 4.6, 4.2]],
  ['border', 'raised', [3.4, 3.3, 3.5, 3.6, 3.9, 3.6]],
  ['focus', 'bg', [10.4, 10.9, 10.7, 6.8, 8.0, 9.7]],
  ['focus', 'surface', [9.2, 9.7, 9.6, 7.4, 8.5, 8.8]],
  ['focus', 'sel', [6.2, 7.0, 6.5, 6.2, 7.0, 6.0]],
  ['s1', 'surface', [8.8, 8.8, 9.5, 7.4, 7.8, 9.4]],
  ['s2', 'surface', [7.2, 7.8, 7.8, 7.0, 6.5, 7.9]],
  ['s1', 'band', [4.5, 4.9, 4.8, 5.4, 5.1, 4.5]],
  ['s2', 'band', [3.7, 4.4, 3.9, 5.1, 4.2, 3.8]],
];

describe('theme tokens', () => {
  it.each(rows)('%s on %s has the published contrast in every theme', (foreground, background, expected) => {
    const computed = order.map((name) => contrast(themes[name][foreground], themes[name][background]));
    computed.forEach((ratio, index) => {
      expect(Math.abs(ratio - (expected[index] ?? 0))).toBeLessThanOrEqual(0.06);
    });
  });

  it('has no colour brighter than 0.76 in the three dark client themes', () => {
    for (const name of ['dim', 'rose', 'green'] as const) {
      const { scheme, ...colours } = themes[name];
      expect(scheme).toBe('dark');
      for (const colour of Object.values(colours)) expect(luminance(colour)).toBeLessThanOrEqual(0.76);
    }
  });

  it('computes 21 for black on white', () => {
    expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
  });
});
