import { CardTable } from '../shell/card-table.js';
import { percent, signed } from '../shell/format.js';
import type { ChangeLine, ShareLine } from './figures.js';

const cell = (value: number | null | undefined, write: (value: number) => string): string =>
  value === null || value === undefined ? '' : write(value);
const whole = (rate: number): string => String(percent(rate));

const SHARE_COLUMNS = ['Group', 'What', 'Count', 'Of', 'Percent', 'From', 'To'];

export const ShareTable = ({ lines }: { readonly lines: readonly ShareLine[] }) => (
  <CardTable caption="Shares with their 95 % interval" columns={SHARE_COLUMNS}>
    {lines.map(({ group, measure, share, hidden }) => (
      <tr key={`${group} ${measure}`} role="row">
        <th scope="row" role="rowheader" data-label="Group">
          {group}
        </th>
        {[
          measure,
          hidden ?? cell(share?.n, String),
          cell(share?.of, String),
          cell(share?.rate, whole),
          cell(share?.low, whole),
          cell(share?.high, whole),
        ].map((text, index) => (
          <td key={index} role="cell" data-label={SHARE_COLUMNS[index + 1]}>
            {text}
          </td>
        ))}
      </tr>
    ))}
  </CardTable>
);

const CHANGE_COLUMNS = ['Group', 'Pairs', 'Mean change', 'From', 'To'];

export const ChangeTable = ({ lines }: { readonly lines: readonly ChangeLine[] }) => (
  <CardTable caption="Migraine days per 28 days, latest minus first; below zero is fewer" columns={CHANGE_COLUMNS}>
    {lines.map(({ group, change, hidden }) => (
      <tr key={group} role="row">
        <th scope="row" role="rowheader" data-label="Group">
          {group}
        </th>
        {[
          hidden ?? cell(change?.pairs, String),
          change?.direction ?? cell(change?.mean, signed),
          cell(change?.low, signed),
          cell(change?.high, signed),
        ].map((text, index) => (
          <td key={index} role="cell" data-label={CHANGE_COLUMNS[index + 1]}>
            {text}
          </td>
        ))}
      </tr>
    ))}
  </CardTable>
);
