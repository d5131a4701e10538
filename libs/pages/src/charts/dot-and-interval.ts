import { html, type Html } from '../html.js';
import {
  coordinate,
  figure,
  scale,
  suppressionText,
  ticksFor,
  type FigureOptions,
  type Suppression,
} from './figure.js';

/** A mean with its interval; without `low` and `high` only the direction is known (5 to 9 pairs). */
export interface DotRow {
  readonly label: string;
  readonly n: number;
  readonly mean: number;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

export interface DotChart extends FigureOptions {
  /** What the numbers are, e.g. "days per 28 days". */
  readonly unit: string;
  readonly rows: readonly (DotRow | { readonly label: string; readonly suppressed: Suppression })[];
}

const WIDTH = 640;
const ROW = 64;
const PLOT: readonly [number, number] = [16, 400];

const isShown = (row: DotChart['rows'][number]): row is DotRow => !('suppressed' in row);
const rounded = (value: number): string => (Math.round(value * 10) / 10).toFixed(1);
const words = (row: DotRow): string =>
  row.low === undefined || row.high === undefined
    ? `${rounded(row.mean)}, n ${row.n}`
    : `${rounded(row.mean)} (${rounded(row.low)} to ${rounded(row.high)}), n ${row.n}`;

const mark = (row: DotRow, y: number, x: (value: number) => number): Html => {
  if (row.low === undefined || row.high === undefined)
    return html`<circle class="s1" cx="${coordinate(x(row.mean))}" cy="${y}" r="5" />`;
  const [low, high] = [coordinate(x(row.low)), coordinate(x(row.high))];
  return html`<path class="s1 span" d="M${low} ${y}H${high}M${low} ${y - 4}v8M${high} ${y - 4}v8" /><circle
      class="s1"
      cx="${coordinate(x(row.mean))}"
      cy="${y}"
      r="5"
    />`;
};

/** Dot with its interval, one row per measure, a vertical line at zero. */
export const dotAndInterval = (chart: DotChart): Html => {
  const shown = chart.rows.filter(isShown);
  const values = shown.flatMap((row) => [row.mean, row.low ?? row.mean, row.high ?? row.mean]);
  const ticks = ticksFor(Math.min(0, ...values), Math.max(0, ...values));
  const x = scale(ticks[0] ?? 0, ticks.at(-1) ?? 1, PLOT);
  const bottom = chart.rows.length * ROW + 8;
  const lines = chart.rows.map((row, index) => {
    const y = index * ROW + 40;
    return html`<text x="16" y="${y - 20}">${row.label}</text>${isShown(row) ? mark(row, y, x) : undefined}<text
        x="416"
        y="${y + 5}"
        >${isShown(row) ? words(row) : suppressionText(row.suppressed)}</text
      >`;
  });
  const svg = html`<svg viewBox="0 0 ${WIDTH} ${bottom + 28}" role="img" aria-labelledby="${chart.id}-h ${chart.id}-s">
    <line class="axis" x1="16" x2="400" y1="${bottom}" y2="${bottom}" />
    <line class="axis" x1="${coordinate(x(0))}" x2="${coordinate(x(0))}" y1="8" y2="${bottom}" />
    ${lines}${ticks.map(
      (tick) =>
        html`<text class="muted" x="${coordinate(x(tick))}" y="${bottom + 20}" text-anchor="middle">${tick}</text>`,
    )}
    <text class="muted" x="416" y="${bottom + 20}">${chart.unit}</text>
  </svg>`;
  return figure(chart, svg, {
    columns: ['', 'People', `Mean, ${chart.unit}`, 'From', 'To'],
    rows: chart.rows.map((row) =>
      isShown(row)
        ? [
            row.label,
            String(row.n),
            rounded(row.mean),
            row.low === undefined ? '' : rounded(row.low),
            row.high === undefined ? '' : rounded(row.high),
          ]
        : [row.label, suppressionText(row.suppressed), '', '', ''],
    ),
  });
};
