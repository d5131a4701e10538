import type { RulePreview } from '../api/answers.js';
import { Chart } from '../reports/charts.js';
import { CardTable } from '../shell/card-table.js';
import { dayOf } from '../shell/format.js';
import { beforeAfter, countTicks, waysOf } from './figures.js';

type Weeks = RulePreview['weeks'];

const BAR = 9;

interface BarProps {
  readonly kind: 'was' | 's1';
  readonly from: number;
  readonly to: number;
  readonly y: number;
}

const Bar = ({ kind, from, to, y }: BarProps) =>
  to <= from ? null : <rect class={kind} x={from} y={y} width={to - from} height={BAR} />;

/** Two bars a week: what holds above, the draft below. */
export const WeeksChart = ({ weeks, labelledBy }: { readonly weeks: Weeks; readonly labelledBy: string }) => {
  const counts = weeks.flatMap(({ before, after }) => [before.messages, after.messages]);
  const ticks = countTicks(counts);
  return (
    <Chart
      labelledBy={labelledBy}
      texts={weeks.map(({ weekOf, before, after }) => ({
        label: `Week of ${dayOf(weekOf)}`,
        words: beforeAfter(before.messages, after.messages),
      }))}
      ticks={ticks}
      tickText={String}
      span={[0, ticks.at(-1) ?? 1]}
    >
      {({ rows }, place) =>
        weeks.map(({ weekOf, before, after }, index) => {
          const y = rows[index]?.mark ?? 0;
          return (
            <g key={weekOf}>
              <Bar kind="was" from={place(0)} to={place(before.messages)} y={y - BAR - 1} />
              <Bar kind="s1" from={place(0)} to={place(after.messages)} y={y + 1} />
            </g>
          );
        })
      }
    </Chart>
  );
};

const WEEK_COLUMNS = [
  'Week of',
  'Messages before',
  'Messages after',
  'People before',
  'People after',
  'Parts of texts before',
  'Parts of texts after',
];

export const WeeksTable = ({ weeks, total }: Pick<RulePreview, 'weeks' | 'total'>) => (
  <CardTable caption="Planned messages, week by week, before and after" columns={WEEK_COLUMNS}>
    {[
      ...weeks.map(({ weekOf, before, after }) => ({ name: dayOf(weekOf), before, after })),
      { name: 'All twelve weeks', ...total },
    ].map(({ name, before, after }) => (
      <tr key={name} role="row">
        <th scope="row" role="rowheader" data-label="Week of">
          {name}
        </th>
        {[...[before.messages, after.messages, before.people, after.people], ...[before.smsParts, after.smsParts]].map(
          (n, index) => (
            <td key={index} role="cell" data-label={WEEK_COLUMNS[index + 1]}>
              {n}
            </td>
          ),
        )}
      </tr>
    ))}
  </CardTable>
);

export const WaysTable = ({ preview }: { readonly preview: RulePreview }) => (
  <CardTable
    caption="What they are, and by which way they would go by what clients agreed to"
    columns={['What', 'By', 'Before', 'After']}
  >
    {waysOf(preview).map(({ what, by, before, after }) => (
      <tr key={`${what} ${by}`} role="row">
        <th scope="row" role="rowheader" data-label="What">
          {what}
        </th>
        <td role="cell" data-label="By">
          {by}
        </td>
        <td role="cell" data-label="Before">
          {before}
        </td>
        <td role="cell" data-label="After">
          {after}
        </td>
      </tr>
    ))}
  </CardTable>
);
