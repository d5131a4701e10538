import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Clinic, LedgerTotals, Me, ReminderPage } from '../api/answers.js';
import { FlagsNotice } from '../clients/flag-badge.js';
import { FindClient } from '../clients/find-client.js';
import { useOpenFlags } from '../clients/open-flags.js';
import { navigate, redirect, useAddress } from '../shell/navigation.js';
import { ErrorBanner, StatusLine, Title } from '../shell/parts.js';
import { useLoaded } from '../shell/use-loaded.js';
import { FilterLine } from './filter-line.js';
import { addressOf, changed as changedFilters, filtersOf, firstLook, queryOf, totalsQueryOf } from './filters.js';
import { LedgerTable } from './ledger-table.js';
import { useNames } from './names.js';
import { RowPanel } from './row-panel.js';
import { totalsText } from './totals.js';

const API = '/api/notifications/v1';

/** When the panel closes, the focus is back at the row that opened it, or at the page where that row is gone, before anything is painted or read out. */
const useFocusReturn = (openId: string | undefined): void => {
  const before = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    if (openId === undefined && before.current !== undefined)
      (document.getElementById(`row-${before.current}`) ?? document.getElementById('content'))?.focus();
    before.current = openId;
  }, [openId]);
};

/** The address alone, without any filter, means today and the next days. */
const useFilters = (today: string, isOneRow: boolean) => {
  const { search } = useAddress();
  const isBare = search === '' && !isOneRow;
  useEffect(() => {
    if (isBare) redirect(addressOf(firstLook(today)));
  }, [isBare, today]);
  return isBare ? firstLook(today) : filtersOf(search);
};

interface LedgerPageProps {
  readonly reminderId: string | undefined;
  readonly clinic: Clinic;
  readonly me: Me;
}

/** What was, is and will be sent, and why not. */
export const LedgerPage = ({ reminderId, clinic, me }: LedgerPageProps) => {
  const filters = useFilters(clinic.today, reminderId !== undefined);
  const page = useLoaded<ReminderPage>(`${API}/reminders${queryOf(filters)}`);
  const totals = useLoaded<LedgerTotals>(`${API}/reminder-totals${totalsQueryOf(filters)}`);
  const nameOf = useNames(page.value?.items);
  const flags = useOpenFlags(
    (page.value?.items ?? []).map(({ clientRef }) => clientRef),
    me,
  );
  useFocusReturn(reminderId);
  const close = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && reminderId !== undefined) navigate(addressOf(filters));
  };
  const changed = (): void => {
    page.retry();
    totals.retry();
  };
  return (
    <div class={reminderId === undefined ? '' : 'has-row'} onKeyDown={close}>
      <Title text="Messages" />
      <FilterLine filters={filters} nameOf={nameOf} />
      <FindClient hrefOf={(ref) => addressOf(changedFilters(filters, { client: ref }))} />
      <StatusLine>{page.isSlow ? 'Loading lines' : undefined}</StatusLine>
      <ErrorBanner error={page.error} retry={page.retry} />
      <FlagsNotice isUnknown={flags.isUnknown} />
      <div class={reminderId === undefined ? '' : 'columns'}>
        <div class="list">
          {page.value === undefined ? null : (
            <LedgerTable
              page={page.value}
              filters={filters}
              openId={reminderId}
              nameOf={nameOf}
              badgeOf={flags.badgeOf}
              totals={totals.value === undefined ? undefined : totalsText(totals.value)}
            />
          )}
        </div>
        {reminderId === undefined ? null : (
          <RowPanel key={reminderId} reminderId={reminderId} filters={filters} me={me} changed={changed} />
        )}
      </div>
    </div>
  );
};
