/** A share with its 95 % interval, each from 0 to 1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Standard normal quantile of 97.5 %. */
const Z = 1.959963984540054;

/** Wilson score interval: close to nominal even at very small n (Agresti & Coull 1998). Undefined without observations. */
export const wilson = (n: number, of: number): Interval | undefined => {
  if (of === 0) return undefined;
  const share = n / of;
  const z2 = Z * Z;
  const centre = share + z2 / (2 * of);
  const spread = Z * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of));
  const scale = 1 + z2 / of;
  // At the ends both terms are equal, up to the last digit.
  return { low: n === 0 ? 0 : (centre - spread) / scale, high: n === of ? 1 : (centre + spread) / scale };
};

// Lanczos approximation (g = 7, n = 9), good to 15 digits.
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const logGamma = (x: number): number => {
  const shifted = x - 1;
  const series = LANCZOS.slice(1).reduce(
    (sum, coefficient, index) => sum + coefficient / (shifted + index + 1),
    LANCZOS[0] ?? 1,
  );
  const base = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(series);
};

const TINY = 1e-300;
const nonZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/** Continued fraction of the incomplete beta function (Lentz). */
const betaFraction = (x: number, a: number, b: number): number => {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= 300; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    result *= d * c;
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const step = d * c;
    result *= step;
    if (Math.abs(step - 1) < 1e-15) break;
  }
  return result;
};

const incompleteBeta = (x: number, a: number, b: number): number => {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x));
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b;
};

/** The value that Student's t with these degrees of freedom stays below in absolute size 95 times of 100. */
export const tQuantile = (degrees: number): number => {
  const outside = (t: number): number => incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
  let low = 0;
  let high = 1000;
  for (let step = 0; step < 200 && high - low > 1e-12; step += 1) {
    const middle = (low + high) / 2;
    if (outside(middle) > 0.05) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

export interface MeanInterval extends Interval {
  readonly mean: number;
  readonly sd: number;
}

/** Mean with its t interval from whole-number sums; `unit` of them make one. Undefined under two observations. */
export const meanInterval = (
  sums: { readonly n: number; readonly sum: number; readonly squares: number },
  unit = 1,
): MeanInterval | undefined => {
  if (sums.n < 2) return undefined;
  const mean = sums.sum / sums.n;
  const variance = Math.max(0, (sums.squares - sums.sum * mean) / (sums.n - 1));
  const half = tQuantile(sums.n - 1) * Math.sqrt(variance / sums.n);
  return { mean: mean / unit, sd: Math.sqrt(variance) / unit, low: (mean - half) / unit, high: (mean + half) / unit };
};
