/** Places of marks in the charts. 640 units wide; words right of the plot, so that nothing needs a legend (ux.md 6.3). */

export const WIDTH = 640;
export const PLOT_LEFT = 16;
export const PLOT_RIGHT = 400;
export const WORDS_LEFT = 416;
export const ROW = 64;

/** A straight line from values to places, rounded to a tenth of a unit. */
export const scale =
  (least: number, most: number) =>
  (value: number): number =>
    Math.round((PLOT_LEFT + ((value - least) / (most - least)) * (PLOT_RIGHT - PLOT_LEFT)) * 10) / 10;

/** Rates always begin at zero and end at everybody. */
export const rateScale = scale(0, 1);
export const RATE_TICKS: readonly number[] = [0, 0.25, 0.5, 0.75, 1];

const STEPS: readonly number[] = [0.5, 1, 2, 5, 10, 20];
const MOST_TICKS = 5;

/** At most five round ticks that hold zero and every value. */
export const ticksFor = (values: readonly number[]): readonly number[] => {
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const spanOf = (step: number): number => Math.ceil(most / step) - Math.floor(least / step);
  const step = STEPS.find((candidate) => spanOf(candidate) < MOST_TICKS) ?? 28;
  const first = Math.floor(least / step);
  const count = Math.max(1, spanOf(step));
  return Array.from({ length: count + 1 }, (_, index) => (first + index) * step);
};

export interface Bar {
  readonly from: number;
  readonly width: number;
  readonly dot: number;
}

/** The interval as a bar with the dot on it. */
export const barOf = (share: { readonly rate: number; readonly low: number; readonly high: number }): Bar => {
  const from = rateScale(share.low);
  return { from, width: Math.round((rateScale(share.high) - from) * 10) / 10, dot: rateScale(share.rate) };
};

const CAP = 4;

/** The interval as a line with caps of eight units. */
export const intervalPath = (low: number, high: number, y: number): string =>
  `M${low} ${y}H${high}M${low} ${y - CAP}v${2 * CAP}M${high} ${y - CAP}v${2 * CAP}`;

export const heightOf = (rows: number): number => rows * ROW + 36;
