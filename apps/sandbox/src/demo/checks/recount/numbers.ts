/** Plain statistics, written a second time from the definitions: nothing here is shared with the product. */

export interface Range {
  readonly low: number;
  readonly high: number;
}

const Z = 1.959964;

/** Wilson score interval: the shares whose test at 95 % does not refuse what was seen. */
export const wilsonRange = (n: number, of: number): Range => {
  // The two roots of (1 + z²/of) p² - (2n/of + z²/of) p + (n/of)² = 0.
  const a = 1 + (Z * Z) / of;
  const b = (2 * n + Z * Z) / of;
  const c = (n / of) ** 2;
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
  return { low: (b - root) / (2 * a), high: (b + root) / (2 * a) };
};

const STEPS = 1000;

const simpson = (of: (u: number) => number, end: number): number => {
  const width = end / STEPS;
  let sum = of(0) + of(end);
  for (let step = 1; step < STEPS; step += 1) sum += of(step * width) * (step % 2 === 0 ? 2 : 4);
  return (sum * width) / 3;
};

/** Student's density without its constant, over `t = tan u` so that the range is finite. */
const densityOver =
  (degrees: number) =>
  (u: number): number =>
    (1 + Math.tan(u) ** 2 / degrees) ** (-(degrees + 1) / 2) / Math.cos(u) ** 2;

/** The t that leaves 2.5 % above it, found by halving. */
export const tOf = (degrees: number): number => {
  const density = densityOver(degrees);
  const whole = 2 * simpson(density, Math.PI / 2 - 1e-9);
  let low = 0;
  let high = 64;
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    if (simpson(density, Math.atan(middle)) / whole < 0.475) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

export interface Mean extends Range {
  readonly mean: number;
  readonly sd: number;
}

export const meanRange = (values: readonly number[]): Mean => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const sd = Math.sqrt(squares / (values.length - 1));
  const half = (tOf(values.length - 1) * sd) / Math.sqrt(values.length);
  return { mean, sd, low: mean - half, high: mean + half };
};
