import type { ComponentChildren } from 'preact';
import { changeText, shareText } from './figures.js';
import type { ChangeLine, ShareLine } from './figures.js';
import { intervalPath, layoutOf, RATE_TICKS, RATES, scaleOf, ticksFor } from './geometry.js';
import type { Layout, Line } from './geometry.js';
import { useWidth } from './use-width.js';

const Texts = ({ lines }: { readonly lines: readonly Line[] }) => (
  <>
    {lines.map(({ text, x, y }) => (
      <tspan key={y} x={x} y={y}>
        {text}{' '}
      </tspan>
    ))}
  </>
);

interface ChartProps {
  readonly labelledBy: string;
  readonly texts: readonly { readonly label: string; readonly words: string }[];
  readonly ticks: readonly number[];
  readonly tickText: (tick: number) => string;
  readonly span: readonly [number, number];
  readonly children: (layout: Layout, place: (value: number) => number) => ComponentChildren;
}

/** Axis, labels and words of a chart as wide as its place; the marks are what differs. */
export const Chart = ({ labelledBy, texts, ticks, tickText, span, children }: ChartProps) => {
  const { box, width: room } = useWidth();
  const layout = layoutOf(room, texts);
  const { width, height, left, right, bottom, rows } = layout;
  const place = scaleOf(layout, span);
  return (
    <div class="chart" ref={box}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={labelledBy}>
        <line class="axis" x1={left} x2={right} y1={bottom} y2={bottom} />
        {children(layout, place)}
        {rows.map(({ label, words }, index) => (
          <g key={index}>
            <text>
              <Texts lines={label} />
            </text>
            <text>
              <Texts lines={words} />
            </text>
          </g>
        ))}
        {ticks.map((tick) => (
          <text key={tick} class="muted" x={place(tick)} y={bottom + 20} text-anchor="middle">
            {tickText(tick)}
          </text>
        ))}
      </svg>
    </div>
  );
};

const BAR = 16;

const ShareMark = ({
  share,
  y,
  place,
}: {
  readonly share: ShareLine['share'];
  readonly y: number;
  readonly place: (value: number) => number;
}) => {
  if (share === undefined || share.rate === null || share.low === null || share.high === null) return null;
  const from = place(share.low);
  return (
    <>
      <rect class="band" x={from} y={y - BAR / 2} width={place(share.high) - from} height={BAR} />
      <circle class="s1" cx={place(share.rate)} cy={y} r="5" />
    </>
  );
};

interface Lines<T> {
  readonly lines: readonly T[];
  readonly labelledBy: string;
}

/** Intervals as bars with the dot on them; every rate is drawn from zero. */
export const WilsonBars = ({ lines, labelledBy }: Lines<ShareLine>) => (
  <Chart
    labelledBy={labelledBy}
    texts={lines.map(({ group, measure, hidden, share }) => ({
      label: `${group}: ${measure}`,
      words: hidden ?? (share === undefined ? '' : shareText(share)),
    }))}
    ticks={RATE_TICKS}
    tickText={(tick) => `${tick * 100}`}
    span={RATES}
  >
    {({ rows }, place) =>
      lines.map(({ share }, index) => <ShareMark key={index} share={share} y={rows[index]?.mark ?? 0} place={place} />)
    }
  </Chart>
);

const ChangeMark = ({
  change,
  y,
  place,
}: {
  readonly change: ChangeLine['change'];
  readonly y: number;
  readonly place: (value: number) => number;
}) => {
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
export const DotsAndIntervals = ({ lines, labelledBy }: Lines<ChangeLine>) => {
  const ticks = ticksFor(lines.flatMap(valuesOf));
  return (
    <Chart
      labelledBy={labelledBy}
      texts={lines.map(({ group, hidden, change }) => ({
        label: group,
        words: hidden ?? (change === undefined ? '' : changeText(change)),
      }))}
      ticks={ticks}
      tickText={(tick) => String(tick).replace('-', '\u2212')}
      span={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
    >
      {({ rows, bottom }, place) => (
        <>
          {/* The line at zero is broken by no text: it runs along the marks only. */}
          {rows.map(({ mark }) => (
            <line key={mark} class="axis" x1={place(0)} x2={place(0)} y1={mark - 10} y2={mark + 10} />
          ))}
          <line class="axis" x1={place(0)} x2={place(0)} y1={bottom - 6} y2={bottom} />
          {lines.map(({ change }, index) => (
            <ChangeMark key={index} change={change} y={rows[index]?.mark ?? 0} place={place} />
          ))}
        </>
      )}
    </Chart>
  );
};
