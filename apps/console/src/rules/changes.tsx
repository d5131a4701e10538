import { Fragment } from 'preact';
import { CardTable } from '../shell/card-table.js';
import type { RuleChange, RuleLine } from './lines.js';

/** What something is about, and what it says. */
export const Pairs = ({ pairs }: { readonly pairs: readonly (readonly [string, string])[] }) => (
  <dl class="pairs rule-lines">
    {pairs.map(([about, says]) => (
      <Fragment key={about}>
        <dt>{about}</dt>
        <dd>{says}</dd>
      </Fragment>
    ))}
  </dl>
);

/** Rules in words. */
export const RuleLines = ({ lines }: { readonly lines: readonly RuleLine[] }) => (
  <Pairs pairs={lines.map(({ about, says }) => [about, says])} />
);

interface ChangesProps {
  readonly caption: string;
  /** Over the two columns. */
  readonly names: readonly [string, string];
  readonly changes: readonly RuleChange[];
}

/** Only what differs between two versions. */
export const Changes = ({ caption, names: [from, to], changes }: ChangesProps) => (
  <CardTable caption={caption} columns={['Rule', from, to]}>
    {changes.map((change) => (
      <tr key={change.about} role="row">
        <th scope="row" role="rowheader" data-label="Rule">
          {change.about}
        </th>
        <td role="cell" data-label={from}>
          {change.from}
        </td>
        <td role="cell" data-label={to}>
          {change.to}
        </td>
      </tr>
    ))}
  </CardTable>
);
