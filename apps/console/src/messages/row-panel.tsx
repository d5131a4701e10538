import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Me, Reminder, ReminderStory } from '../api/answers.js';
import { flagText, useOpenFlags } from '../clients/open-flags.js';
import { localTime, whenOf } from '../shell/format.js';
import { ErrorBanner, StatusLine } from '../shell/parts.js';
import { useWho } from '../shell/people.js';
import { useLoaded } from '../shell/use-loaded.js';
import { mayAct } from './acts.js';
import { becauseText } from './because.js';
import { addressOf, stillToCome } from './filters.js';
import type { Filters } from './filters.js';
import { useNames } from './names.js';
import { RowActs } from './row-acts.js';
import { attemptText, relatedName, relationText, stepText } from './steps.js';
import { channelText, hoursOfText, kindText, toneOf } from './words.js';

const Facts = ({ row, name }: { readonly row: Reminder; readonly name: string }) => (
  <dl>
    <dt>When</dt>
    <dd>
      {whenOf(row.dueAt, row.dueLocal)}, {hoursOfText(row)}
    </dd>
    {row.firstDueLocal === row.dueLocal ? null : (
      <>
        <dt>First due</dt>
        <dd>{localTime(row.firstDueLocal)}</dd>
      </>
    )}
    <dt>Of use until</dt>
    <dd>{localTime(row.notAfterLocal)}</dd>
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
      {name} <a href={addressOf({ client: row.clientRef })}>All notes to this client</a>{' '}
      <a href={addressOf(stillToCome(row.clientRef))}>What is still to come</a>
    </dd>
  </dl>
);

const Steps = ({ row }: { readonly row: Reminder }) => {
  const whoOf = useWho();
  return (
    <ol>
      {row.history.map((step, index) => {
        const text = stepText(step, whoOf);
        return (
          <li key={index}>
            {whenOf(step.at, step.atLocal)} <strong>{step.to}</strong>
            {text === '' ? '' : `, ${text}`}
          </li>
        );
      })}
    </ol>
  );
};

const Calls = ({ attempts }: Pick<ReminderStory, 'attempts'>) =>
  attempts.length === 0 ? null : (
    <>
      <h2>Calls to the provider</h2>
      <ol>
        {attempts.map((attempt) => (
          <li key={`${attempt.at} ${attempt.channel}`}>
            {localTime(attempt.atLocal)} {attemptText(attempt)}
            {attempt.providerId === undefined ? null : <span class="muted reference"> {attempt.providerId}</span>}
          </li>
        ))}
      </ol>
    </>
  );

const Related = ({ related, filters }: Pick<ReminderStory, 'related'> & { readonly filters: Filters }) =>
  related.length === 0 ? null : (
    <>
      <h2>Belongs together</h2>
      <ul>
        {related.map((one) => (
          <li key={one.reminderId}>
            {relationText(one)}{' '}
            <a href={addressOf(filters, one.reminderId)}>
              {relatedName(one)}, {localTime(one.dueLocal)}
            </a>
          </li>
        ))}
      </ul>
    </>
  );

interface RowPanelProps {
  readonly reminderId: string;
  readonly filters: Filters;
  readonly me: Me;
  /** Something was done about the line; the list shows another one now. */
  readonly changed: () => void;
}

/** One line of the ledger with everything that happened to it, and what can be done about it. */
export const RowPanel = ({ reminderId, filters, me, changed }: RowPanelProps) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const path = `/api/notifications/v1/reminders/${encodeURIComponent(reminderId)}`;
  const row = useLoaded<Reminder>(path);
  const story = useLoaded<ReminderStory>(`${path}/story`);
  const nameOf = useNames(row.value === undefined ? undefined : [row.value]);
  const { badgeOf } = useOpenFlags(row.value === undefined ? [] : [row.value.clientRef], me);
  const badge = row.value === undefined ? undefined : badgeOf(row.value.clientRef);
  const isHere = row.value?.reminderId === reminderId;
  useLayoutEffect(() => heading.current?.focus(), [reminderId]);
  const reload = (): void => {
    row.retry();
    story.retry();
    changed();
  };
  return (
    <aside class="panel" aria-labelledby="row-h">
      <h2 id="row-h" tabIndex={-1} ref={heading}>
        {isHere && row.value !== undefined ? kindText(row.value.kind) : 'Note'}
      </h2>
      <StatusLine>{row.isSlow ? 'Loading the note' : undefined}</StatusLine>
      <ErrorBanner error={row.error} retry={row.retry} />
      {isHere && row.value !== undefined ? (
        <>
          {badge === undefined ? null : <p class="warn">{flagText(badge)}</p>}
          <Facts row={row.value} name={nameOf(row.value.clientRef)} />
          {mayAct(me) ? <RowActs key={reminderId} row={row.value} changed={reload} /> : null}
          <h2>What happened</h2>
          <Steps row={row.value} />
          <ErrorBanner error={story.error} retry={story.retry} />
          {story.value === undefined ? null : (
            <>
              <Calls attempts={story.value.attempts} />
              <Related related={story.value.related} filters={filters} />
            </>
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
