import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Reminder } from '../api/answers.js';
import { whenOf } from '../shell/format.js';
import { ErrorBanner, StatusLine } from '../shell/parts.js';
import { useLoaded } from '../shell/use-loaded.js';
import { addressOf } from './filters.js';
import type { Filters } from './filters.js';
import { becauseText, reasonText } from './because.js';
import { useNames } from './names.js';
import { channelText, kindText, toneOf } from './words.js';

const Facts = ({ row, name }: { readonly row: Reminder; readonly name: string }) => (
  <dl>
    <dt>When</dt>
    <dd>
      {whenOf(row.dueAt, row.dueLocal)}, {row.zone}
    </dd>
    <dt>By</dt>
    <dd>{channelText(row)}</dd>
    <dt>State</dt>
    <dd class={toneOf(row.state)}>{row.state}</dd>
    <dt>Because</dt>
    <dd>{becauseText(row)}</dd>
    <dt>Rule</dt>
    <dd>{row.ruleVersion}</dd>
    <dt>Client</dt>
    <dd>
      {name} <a href={addressOf({ client: row.clientRef })}>All notes to this client</a>
    </dd>
  </dl>
);

const Steps = ({ row }: { readonly row: Reminder }) => (
  <ol>
    {row.history.map((step, index) => (
      <li key={index}>
        {whenOf(step.at, step.atLocal)} <strong>{step.to}</strong>
        {step.reason === undefined ? '' : `, ${reasonText(step.to, step.reason)}`}
      </li>
    ))}
  </ol>
);

/** One line of the ledger with everything that happened to it. */
export const RowPanel = ({ reminderId, filters }: { readonly reminderId: string; readonly filters: Filters }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const row = useLoaded<Reminder>(`/api/notifications/v1/reminders/${encodeURIComponent(reminderId)}`);
  const nameOf = useNames(row.value === undefined ? undefined : [row.value]);
  const isHere = row.value?.reminderId === reminderId;
  useLayoutEffect(() => heading.current?.focus(), [reminderId]);
  return (
    <aside class="panel" aria-labelledby="row-h">
      <h2 id="row-h" tabIndex={-1} ref={heading}>
        {isHere && row.value !== undefined ? kindText(row.value.kind) : 'Note'}
      </h2>
      <StatusLine>{row.isSlow ? 'Loading the note' : undefined}</StatusLine>
      <ErrorBanner error={row.error} retry={row.retry} />
      {isHere && row.value !== undefined ? (
        <>
          <Facts row={row.value} name={nameOf(row.value.clientRef)} />
          <h2>What happened</h2>
          <Steps row={row.value} />
          {row.value.providerIds.length === 0 ? null : (
            <p class="muted">Provider: {row.value.providerIds.join(', ')}</p>
          )}
        </>
      ) : null}
      <p>
        <a class="button" href={addressOf(filters)}>
          Close
        </a>
      </p>
    </aside>
  );
};
