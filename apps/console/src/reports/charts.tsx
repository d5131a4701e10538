import { changeText, shareText } from './figures.js';
import type { ChangeLine, ShareLine } from './figures.js';
import {
  barOf,
  heightOf,
  intervalPath,
  PLOT_LEFT,
  PLOT_RIGHT,
  RATE_TICKS,
  rateScale,
  ROW,
  scale,
  ticksFor,
  WIDTH,
  WORDS_LEFT,
} from './geometry.js';

interface ChartFrame {
  readonly rows: number;
  readonly labelledBy: string;
  readonly ticks: readonly number[];
  readonly place: (value: number) => number;
  readonly tickText: (value: number) => string;
  readonly children: preact.ComponentChildren;
}

const Frame = ({ rows, labelledBy, ticks, place, tickText, children }: ChartFrame) => {
  const bottom = rows * ROW + 8;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${heightOf(rows)}`} role="img" aria-labelledby={labelledBy}>
      <line class="axis" x1={PLOT_LEFT} x2={PLOT_RIGHT} y1={bottom} y2={bottom} />
      {children}
      {ticks.map((tick) => (
        <text key={tick} class="muted" x={place(tick)} y={bottom + 20} text-anchor="middle">
          {tickText(tick)}
        </text>
      ))}
    </svg>
  );
};

const ShareMark = ({ line, y }: { readonly line: ShareLine; readonly y: number }) => {
  const share = line.share;
  if (share === undefined || share.rate === null || share.low === null || share.high === null) return null;
  const bar = barOf({ rate: share.rate, low: share.low, high: share.high });
  return (
    <>
      <rect class="band" x={bar.from} y={y} width={bar.width} height="16" />
      <circle class="s1" cx={bar.dot} cy={y + 8} r="5" />
    </>
  );
};

/** Intervals as bars with the dot on them; every rate is drawn from zero. */
export const WilsonBars = ({
  lines,
  labelledBy,
}: {
  readonly lines: readonly ShareLine[];
  readonly labelledBy: string;
}) => (
  <Frame
    rows={lines.length}
    labelledBy={labelledBy}
    ticks={RATE_TICKS}
    place={rateScale}
    tickText={(tick) => `${tick * 100}`}
  >
    {lines.map((line, index) => (
      <g key={`${line.group} ${line.measure}`}>
        <text x={PLOT_LEFT} y={index * ROW + 20}>
          {line.group}: {line.measure}
        </text>
        <ShareMark line={line} y={index * ROW + 32} />
        <text x={WORDS_LEFT} y={index * ROW + 45}>
          {line.hidden ?? (line.share === undefined ? '' : shareText(line.share))}
        </text>
      </g>
    ))}
  </Frame>
);

const ChangeMark = ({
  line,
  y,
  place,
}: {
  readonly line: ChangeLine;
  readonly y: number;
  readonly place: (value: number) => number;
}) => {
  const change = line.change;
  if (change === undefined || change.mean === null) return null;
  const { mean, low, high } = change;
  return (
    <>
      {low === null || high === null ? null : <path class="span" d={intervalPath(place(low), place(high), y)} />}
      <circle class="s1" cx={place(mean)} cy={y} r="5" />
    </>
  );
};

const valuesOf = ({ change }: ChangeLine): readonly number[] =>
  [change?.mean, change?.low, change?.high].filter((value): value is number => typeof value === 'number');

/** A dot with its interval per group, and a line at no change. */
export const DotsAndIntervals = ({
  lines,
  labelledBy,
}: {
  readonly lines: readonly ChangeLine[];
  readonly labelledBy: string;
}) => {
  const ticks = ticksFor(lines.flatMap(valuesOf));
  const place = scale(ticks[0] ?? 0, ticks.at(-1) ?? 1);
  return (
    <Frame
      rows={lines.length}
      labelledBy={labelledBy}
      ticks={ticks}
      place={place}
      tickText={(tick) => String(tick).replace('-', '\u2212')}
    >
      <line class="axis" x1={place(0)} x2={place(0)} y1="8" y2={lines.length * ROW + 8} />
      {lines.map((line, index) => (
        <g key={line.group}>
          <text x={PLOT_LEFT} y={index * ROW + 20}>
            {line.group}
          </text>
          <ChangeMark line={line} y={index * ROW + 40} place={place} />
          <text x={WORDS_LEFT} y={index * ROW + 45}>
            {line.hidden ?? (line.change === undefined ? '' : changeText(line.change))}
          </text>
        </g>
      ))}
    </Frame>
  );
};
