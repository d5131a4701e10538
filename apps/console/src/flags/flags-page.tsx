import type { FlagPage, Me } from '../api/answers.js';
import { post } from '../api/client.js';
import { addressOf } from '../messages/filters.js';
import { useNames } from '../messages/names.js';
import { counted, localTime } from '../shell/format.js';
import { useAddress } from '../shell/navigation.js';
import { ErrorBanner, Field, fieldsOf, StatusLine, Title } from '../shell/parts.js';
import { useWho } from '../shell/people.js';
import type { WhoOf } from '../shell/people.js';
import { useAct } from '../shell/use-act.js';
import type { Acting } from '../shell/use-act.js';
import { useLoaded } from '../shell/use-loaded.js';
import { ageText, inOrder, levelName, mayClear, toldText } from './words.js';
import type { Flag } from './words.js';

const API = '/api/outcomes/v1/flags';
const OPEN = '/console/flags';
const CLEARED = '/console/flags?cleared';
/** The most that the API gives at once. */
const MOST = 200;

interface ClearProps {
  readonly flag: Flag;
  readonly name: string;
  readonly act: Acting['act'];
}

/** By name and with a reason; there is no other way, and never several at once. */
const Clear = ({ flag, name, act }: ClearProps) => {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const { [`reason-${flag.flagId}`]: reason = '' } = fieldsOf(event.currentTarget);
    act(
      () => post(`${API}/${encodeURIComponent(flag.flagId)}/clear`, { reason }),
      'Cleared, with your name. Notes that are still of use go out again.',
    );
  };
  return (
    <form class="filters" onSubmit={submit} aria-label={`Clear the flag of ${name}`}>
      <Field
        id={`reason-${flag.flagId}`}
        label="Reason, for example that you spoke with them"
        required
        maxLength={500}
        autoComplete="off"
      />
      <button type="submit">Clear this flag</button>
    </form>
  );
};

interface EntryProps {
  readonly flag: Flag;
  readonly name: string;
  readonly me: Me;
  readonly whoOf: WhoOf;
  readonly act: Acting['act'];
}

const Entry = ({ flag, name, me, whoOf, act }: EntryProps) => (
  <li class="panel">
    <h2>
      {levelName(flag.level)}: {name}
    </h2>
    <p>
      Raised {ageText(flag.raisedAt, me.now)} ago by answers on a form. The client was told {toldText(flag.level)}.
    </p>
    {flag.cleared === null ? (
      <p>Questions and notes about the next visit wait. Visits stay as they are.</p>
    ) : (
      <p>
        Cleared by {whoOf(flag.cleared.by)}, {localTime(flag.cleared.at)} UTC: {flag.cleared.reason}
      </p>
    )}
    <div role="group" aria-label={`About ${name}`}>
      <a class="button" href={`/console/clients/${encodeURIComponent(flag.clientRef)}`}>
        Next visit of {name}
      </a>
      <a class="button" href={addressOf({ client: flag.clientRef })}>
        Notes to {name}
      </a>
    </div>
    {flag.cleared === null && mayClear(me) ? <Clear flag={flag} name={name} act={act} /> : null}
  </li>
);

const Which = ({ isCleared }: { readonly isCleared: boolean }) => (
  <nav class="pages" aria-label="Which flags">
    <a class="button" href={OPEN} {...(isCleared ? {} : { 'aria-current': 'page' as const })}>
      Open
    </a>
    <a class="button" href={CLEARED} {...(isCleared ? { 'aria-current': 'page' as const } : {})}>
      Cleared
    </a>
  </nav>
);

const countText = ({ items, next }: FlagPage): string =>
  next === undefined ? counted(items.length, 'flag') : `The newest ${items.length}; there are more`;

/** Whom a practitioner has to speak with, the gravest first. Nothing clears a flag but a person. */
export const FlagsPage = ({ me }: { readonly me: Me }) => {
  const isCleared = useAddress().search === '?cleared';
  const page = useLoaded<FlagPage>(`${API}?state=${isCleared ? 'cleared' : 'open'}&limit=${MOST}`);
  const items = page.value?.items ?? [];
  const shown = isCleared ? items : inOrder(items);
  const nameOf = useNames(items);
  const whoOf = useWho();
  const acting = useAct(() => {
    page.retry();
    // The flag leaves the list; somebody on the keyboard goes on at the top of it.
    document.querySelector('h1')?.focus();
  });
  return (
    <>
      <Title text="Flags" />
      <Which isCleared={isCleared} />
      <StatusLine>{page.isSlow ? 'Loading flags' : acting.done}</StatusLine>
      <ErrorBanner error={page.error} retry={page.retry} />
      <ErrorBanner error={acting.error} />
      {page.value === undefined ? null : (
        <>
          <p class="muted">
            {items.length === 0 ? `No ${isCleared ? 'cleared' : 'open'} flags.` : countText(page.value)}
          </p>
          <ul class="entries">
            {shown.map((flag) => (
              <Entry
                key={flag.flagId}
                flag={flag}
                name={nameOf(flag.clientRef)}
                me={me}
                whoOf={whoOf}
                act={acting.act}
              />
            ))}
          </ul>
        </>
      )}
    </>
  );
};
