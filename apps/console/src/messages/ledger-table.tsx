import type { Reminder, ReminderPage } from '../api/answers.js';
import { FlagBadge } from '../clients/flag-badge.js';
import type { BadgeOf } from '../clients/open-flags.js';
import { whenOf } from '../shell/format.js';
import { Pages } from '../shell/pages.js';
import { becauseText } from './because.js';
import { addressOf, atPage, cursorsIn } from './filters.js';
import type { Filters } from './filters.js';
import type { NameOf } from './names.js';
import { channelText, kindText, toneOf } from './words.js';

const COLUMNS = ['When', 'Client', 'What', 'By', 'State', 'Because'] as const;

interface LineProps {
  readonly row: Reminder;
  readonly filters: Filters;
  readonly isOpen: boolean;
  readonly nameOf: NameOf;
  readonly badgeOf: BadgeOf;
}

const Line = ({ row, filters, isOpen, nameOf, badgeOf }: LineProps) => (
  <tr role="row" {...(isOpen ? { 'aria-selected': true } : {})}>
    <th scope="row" role="rowheader" data-label="When">
      {whenOf(row.dueAt, row.dueLocal)}
    </th>
    <td role="cell" data-label="Client">
      {nameOf(row.clientRef)}
      <FlagBadge badge={badgeOf(row.clientRef)} />
    </td>
    <td role="cell" data-label="What">
      <a id={`row-${row.reminderId}`} href={addressOf(filters, row.reminderId)}>
        {kindText(row.kind)}
        <span class="skip">
          {' '}
          to {nameOf(row.clientRef)}, {whenOf(row.dueAt, row.dueLocal)}
        </span>
      </a>
    </td>
    <td role="cell" data-label="By">
      {channelText(row)}
    </td>
    <td role="cell" data-label="State" class={toneOf(row.state)}>
      {row.state}
    </td>
    <td role="cell" data-label="Because">
      {becauseText(row)}
    </td>
  </tr>
);

export interface LedgerProps {
  readonly page: ReminderPage;
  readonly filters: Filters;
  readonly openId: string | undefined;
  readonly nameOf: NameOf;
  readonly badgeOf: BadgeOf;
  /** `214 lines · failed 2`, once it is counted. */
  readonly totals: string | undefined;
}

/** One page of lines, what they come to, and the way to the next page. */
export const LedgerTable = ({ page, filters, openId, nameOf, badgeOf, totals }: LedgerProps) => (
  <>
    {page.items.length === 0 ? (
      <p>
        Nothing under these filters. <a href={addressOf({})}>Show all lines</a>
      </p>
    ) : (
      <table class="cards ledger" role="table">
        <caption>
          What failed or has no known end comes first. Times are those where the client lives; From and To are days at
          the clinic.
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            {COLUMNS.map((column) => (
              <th key={column} role="columnheader" scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {page.items.map((row) => (
            <Line
              key={row.reminderId}
              row={row}
              filters={filters}
              nameOf={nameOf}
              badgeOf={badgeOf}
              isOpen={row.reminderId === openId}
            />
          ))}
        </tbody>
      </table>
    )}
    <p class="totals">{totals ?? ''}</p>
    <Pages cursors={cursorsIn(filters)} next={page.next} addressOf={(cursors) => addressOf(atPage(filters, cursors))} />
  </>
);
