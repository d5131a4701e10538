import { useEffect, useRef } from 'preact/hooks';
import type { Page, Reminder } from '../api/types.js';
import { counted, whenOf } from '../shell/format.js';
import { navigate, useAddress } from '../shell/navigation.js';
import { ErrorBanner, StatusLine, Title } from '../shell/parts.js';
import { useLoaded } from '../shell/use-loaded.js';
import { FilterLine } from './filter-line.js';
import { addressOf, filtersOf, nextPage, pageNumber, queryOf } from './filters.js';
import type { Filters } from './filters.js';
import { becauseText } from './reasons.js';
import { RowPanel } from './row-panel.js';
import { channelText, kindText, toneOf } from './words.js';

const COLUMNS = ['When', 'What', 'By', 'State', 'Because'] as const;

const Row = ({
  row,
  filters,
  isOpen,
}: {
  readonly row: Reminder;
  readonly filters: Filters;
  readonly isOpen: boolean;
}) => (
  <tr role="row" {...(isOpen ? { 'aria-selected': true } : {})}>
    <th scope="row" role="rowheader" data-label="When">
      {whenOf(row.dueAt, row.dueLocal)}
    </th>
    <td role="cell" data-label="What">
      <a id={`row-${row.reminderId}`} href={addressOf(filters, row.reminderId)}>
        {kindText(row.kind)}
        <span class="skip">, {whenOf(row.dueAt, row.dueLocal)}</span>
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

const Ledger = ({
  page,
  filters,
  openId,
}: {
  readonly page: Page<Reminder>;
  readonly filters: Filters;
  readonly openId: string | undefined;
}) => (
  <>
    <table class="cards" role="table">
      <caption>
        Page {pageNumber(filters)}, {counted(page.items.length, 'line')}. Times are those where the client lives.
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
          <Row key={row.reminderId} row={row} filters={filters} isOpen={row.reminderId === openId} />
        ))}
      </tbody>
    </table>
    {page.items.length === 0 ? <p>Nothing under these filters.</p> : null}
    <nav aria-label="Pages" class="filters">
      {pageNumber(filters) > 1 ? (
        <button type="button" onClick={() => history.back()}>
          Page {pageNumber(filters) - 1}
        </button>
      ) : null}
      {page.next === undefined ? null : (
        <a class="button" href={addressOf(nextPage(filters, page.next))}>
          Page {pageNumber(filters) + 1}
        </a>
      )}
    </nav>
  </>
);

/** When the panel closes, the focus is back at the row that opened it. */
const useFocusReturn = (openId: string | undefined): void => {
  const before = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (openId === undefined && before.current !== undefined) document.getElementById(`row-${before.current}`)?.focus();
    before.current = openId;
  }, [openId]);
};

/** What was, is and will be sent, and why not. */
export const LedgerPage = ({ reminderId }: { readonly reminderId: string | undefined }) => {
  const filters = filtersOf(useAddress().search);
  const page = useLoaded<Page<Reminder>>(`/api/notifications/v1/reminders${queryOf(filters)}`);
  useFocusReturn(reminderId);
  const close = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && reminderId !== undefined) navigate(addressOf(filters));
  };
  return (
    <div onKeyDown={close}>
      <Title text="Messages" />
      <FilterLine filters={filters} />
      <StatusLine>{page.isSlow ? 'Loading lines' : undefined}</StatusLine>
      <ErrorBanner error={page.error} retry={page.retry} />
      <div class={reminderId === undefined ? '' : 'columns'}>
        <div>
          {page.value === undefined ? null : <Ledger page={page.value} filters={filters} openId={reminderId} />}
        </div>
        {reminderId === undefined ? null : <RowPanel reminderId={reminderId} filters={filters} />}
      </div>
    </div>
  );
};
