import type { LapsedPage, Me } from '../api/answers.js';
import { addressOf } from '../messages/filters.js';
import { useNames } from '../messages/names.js';
import { CardTable } from '../shell/card-table.js';
import { cursorsOf, pageAddress, pageQuery } from '../shell/cursors.js';
import { counted, dayOf } from '../shell/format.js';
import { useAddress } from '../shell/navigation.js';
import { Pages } from '../shell/pages.js';
import { ErrorBanner, StatusLine, Title } from '../shell/parts.js';
import { useLoaded } from '../shell/use-loaded.js';
import { FindClient } from './find-client.js';
import { FlagBadge, FlagsNotice } from './flag-badge.js';
import { useOpenFlags } from './open-flags.js';

const pageOf = (ref: string): string => `/console/clients/${encodeURIComponent(ref)}`;

const listAt = (cursors: readonly string[]): string => pageAddress('/console/clients', [], cursors);

/** Finds a client, and shows whom the clinic has not seen for long. Nobody is written to because of this list. */
export const ClientsPage = ({ me }: { readonly me: Me }) => {
  const cursors = cursorsOf(useAddress().search);
  const lapsed = useLoaded<LapsedPage>(`/api/scheduling/v1/lapsed-clients${pageQuery([], cursors)}`);
  const items = lapsed.value?.items ?? [];
  const isWhole = cursors.length === 0 && lapsed.value?.next === undefined;
  const nameOf = useNames(items);
  const flags = useOpenFlags(
    items.map(({ clientRef }) => clientRef),
    me,
  );
  return (
    <>
      <Title text="Clients" />
      <FindClient hrefOf={pageOf} />
      <h2>Not seen for long</h2>
      <p>Nobody is written to because of this list. It is for a call, or for nothing.</p>
      <FlagsNotice isUnknown={flags.isUnknown} />
      <StatusLine>{lapsed.isSlow ? 'Loading the list' : undefined}</StatusLine>
      <ErrorBanner error={lapsed.error} retry={lapsed.retry} />
      {lapsed.value === undefined ? null : items.length === 0 ? (
        <p>{cursors.length === 0 ? 'Everybody was here lately, or has a visit booked.' : 'Nobody else.'}</p>
      ) : (
        <CardTable
          caption={
            <>
              {counted(items.length, 'client')}
              {isWhole ? '' : ' on this page'}, the longest first
            </>
          }
          columns={['Client', 'Since', 'Notes']}
        >
          {items.map(({ clientRef, lapsedOn }) => (
            <tr key={clientRef} role="row">
              <th role="rowheader" scope="row" data-label="Client">
                <a href={pageOf(clientRef)}>{nameOf(clientRef)}</a>
                <FlagBadge badge={flags.badgeOf(clientRef)} />
              </th>
              <td role="cell" data-label="Since">
                {dayOf(lapsedOn)}
              </td>
              <td role="cell" data-label="Notes">
                <a href={addressOf({ client: clientRef })}>
                  Messages<span class="skip"> to {nameOf(clientRef)}</span>
                </a>
              </td>
            </tr>
          ))}
        </CardTable>
      )}
      <Pages cursors={cursors} next={lapsed.value?.next} addressOf={listAt} />
    </>
  );
};
