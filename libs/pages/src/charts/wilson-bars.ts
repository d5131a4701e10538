import { html, type Html } from '../html.js';
import { coordinate, figure, scale, suppressionText, type FigureOptions, type Suppression } from './figure.js';

/** A share with its 95 % interval; `rate`, `low` and `high` from 0 to 1. */
export interface BarRow {
  readonly label: string;
  readonly n: number;
  readonly of: number;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

export interface BarChart extends FigureOptions {
  readonly rows: readonly (BarRow | { readonly label: string; readonly suppressed: Suppression })[];
  /** Below this many, the count stands without a percentage. Default 10. */
  readonly percentFrom?: number;
}

const WIDTH = 640;
const ROW = 64;
const x = scale(0, 1, [16, 400]);

const percent = (rate: number): number => Math.round(rate * 100);
const words = (row: BarRow, percentFrom: number): string =>
  row.of < percentFrom
    ? `${row.n} of ${row.of}`
    : `${row.n} of ${row.of} ${percent(row.rate)}% (${percent(row.low)} to ${percent(row.high)})`;

const mark = (row: BarRow, y: number): Html =>
  html`<rect
      class="band"
      x="${coordinate(x(row.low))}"
      y="${y}"
      width="${coordinate(x(row.high) - x(row.low))}"
      height="16"
    /><circle class="s1" cx="${coordinate(x(row.rate))}" cy="${y + 8}" r="5" />`;

/** Interval as a bar with the dot on it, the figures in words at the right. */
export const wilsonBars = (chart: BarChart): Html => {
  const percentFrom = chart.percentFrom ?? 10;
  const bottom = chart.rows.length * ROW + 8;
  const lines = chart.rows.map((row, index) => {
    const y = index * ROW + 32;
    const shown = 'suppressed' in row;
    const text = shown ? suppressionText(row.suppressed) : words(row, percentFrom);
    return html`<text x="16" y="${y - 12}">${row.label}</text
      >${shown || row.of < percentFrom ? undefined : mark(row, y)}<text x="416" y="${y + 13}">${text}</text>`;
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].map(
    (tick) =>
      html`<text class="muted" x="${coordinate(x(tick))}" y="${bottom + 20}" text-anchor="middle">${tick * 100}</text>`,
  );
  const svg = html`<svg viewBox="0 0 ${WIDTH} ${bottom + 28}" role="img" aria-labelledby="${chart.id}-h ${chart.id}-s">
    <line class="axis" x1="16" x2="400" y1="${bottom}" y2="${bottom}" />
    ${lines}${ticks}
  </svg>`;
  return figure(chart, svg, {
    columns: ['', 'Count', 'Of', 'Percent', 'From', 'To'],
    rows: chart.rows.map((row) => {
      if ('suppressed' in row) return [row.label, suppressionText(row.suppressed), '', '', '', ''];
      const rates =
        row.of < percentFrom ? ['', '', ''] : [percent(row.rate), percent(row.low), percent(row.high)].map(String);
      return [row.label, String(row.n), String(row.of), ...rates];
    }),
  });
};
