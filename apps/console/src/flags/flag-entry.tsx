import type { Me } from '../api/answers.js';
import { ApiError, post } from '../api/client.js';
import { addressOf } from '../messages/filters.js';
import { ErrorBanner } from '../shell/parts.js';
import type { Choice } from '../shell/parts.js';
import type { WhoOf } from '../shell/people.js';
import { CallLink } from './flag-call.js';
import { Clear, HandOver, NoteCall, pathOf, reasonId } from './flag-forms.js';
import type { ActOn } from './flag-forms.js';
import { ageText, assignmentText, callText, dueText, mayAct, mayHandOver, mayTake, timeOf, wordsOf } from './words.js';
import type { Flag } from './words.js';

export interface EntryProps {
  readonly flag: Flag;
  readonly name: string;
  readonly me: Me;
  readonly whoOf: WhoOf;
  readonly takers: readonly Choice[];
  readonly act: ActOn;
  readonly error: ApiError | undefined;
  /** Whether the list is the one of own flags. */
  readonly isMine: boolean;
}

export const headingId = (flagId: string): string => `flag-${flagId}`;

/** Names one of several flags of one client to whoever hears the page. */
const fullName = ({ flag, name }: Pick<EntryProps, 'flag' | 'name'>): string =>
  `${name} (${wordsOf(flag.level).name}, ${timeOf({ at: flag.raisedAt, atLocal: flag.raisedLocal })})`;

type History = Pick<EntryProps, 'flag' | 'whoOf'>;

const Calls = ({ flag, whoOf }: History) =>
  flag.calls.length === 0 ? null : (
    <>
      <h3>Calls</h3>
      <ul>
        {flag.calls.map((call) => (
          <li key={call.callId}>{callText(call, whoOf)}</li>
        ))}
      </ul>
    </>
  );

const Story = ({ flag, whoOf, me }: Pick<EntryProps, 'flag' | 'whoOf' | 'me'>) => (
  <>
    {flag.cleared === null ? (
      <>
        <p>{assignmentText(flag, whoOf, me)}</p>
        <p>Questions and notes about the next visit wait. Visits stay as they are.</p>
      </>
    ) : (
      <p>
        Cleared by {whoOf(flag.cleared.by)}, {timeOf(flag.cleared)}: {flag.cleared.reason}
      </p>
    )}
    {flag.seenByDoctor === null ? null : (
      <p>
        Seen by a doctor, says {whoOf(flag.seenByDoctor.by)}, {timeOf(flag.seenByDoctor)}.
      </p>
    )}
    <Calls flag={flag} whoOf={whoOf} />
  </>
);

const take = ({ flag, act }: EntryProps): void =>
  act(() => post(`${pathOf(flag)}/take`, {}), 'It is yours until you hand it over or clear it.');

const Links = ({ flag, name }: Pick<EntryProps, 'flag' | 'name'>) => (
  <>
    <a class="button" href={`/console/clients/${encodeURIComponent(flag.clientRef)}`}>
      Next visit of {name}
    </a>
    <a class="button" href={addressOf({ client: flag.clientRef })}>
      Notes to {name}
    </a>
  </>
);

const Buttons = (props: EntryProps) => {
  const { flag, name, me, act } = props;
  const isOpen = flag.state === 'open' && mayAct(me);
  const seen = (): void =>
    act(() => post(`${pathOf(flag)}/seen-by-doctor`, {}), 'Kept: seen by a doctor. The flag stays open.');
  return (
    <div role="group" aria-label={`About ${fullName(props)}`}>
      {isOpen && mayTake(flag) ? (
        <button type="button" class="main" aria-keyshortcuts="t" onClick={() => take(props)}>
          Take it
        </button>
      ) : null}
      {isOpen ? <CallLink flag={flag} name={name} /> : null}
      {isOpen && flag.seenByDoctor === null ? (
        <button type="button" onClick={seen}>
          Seen by a doctor
        </button>
      ) : null}
      <Links {...props} />
    </div>
  );
};

const Forms = (props: EntryProps) => {
  const { flag, me, act, takers, isMine } = props;
  if (flag.state === 'cleared' || !mayAct(me)) return null;
  const form = { flag, name: fullName(props), act };
  return (
    <div class="forms">
      {/* Written down, the form is an empty one again. */}
      <NoteCall key={flag.calls.length} {...form} />
      {mayHandOver(flag, me) ? <HandOver {...form} takers={takers} leaves={isMine} /> : null}
      <Clear {...form} />
    </div>
  );
};

/** Keys work with the focus on the flag and not in a field, so that nobody who types or speaks to the device acts by accident. */
const onKey = (event: KeyboardEvent, props: EntryProps): void => {
  const { flag, me } = props;
  const isTyped = event.target instanceof Element && event.target.closest('input, select, textarea') !== null;
  if (isTyped || event.ctrlKey || event.metaKey || event.altKey || !mayAct(me)) return;
  if (event.key === 't' && mayTake(flag)) take(props);
  else if (event.key === 'c') document.getElementById(reasonId(flag))?.focus();
  else return;
  event.preventDefault();
};

export const Entry = (props: EntryProps) => {
  const { flag, name, me, whoOf, error } = props;
  const words = wordsOf(flag.level);
  const due = dueText(flag);
  return (
    <li class="panel" onKeyDown={(event) => onKey(event, props)}>
      <h2 id={headingId(flag.flagId)} tabIndex={-1}>
        {words.name}: {name}
      </h2>
      <p>
        Raised {ageText(flag.raisedAt, me.now)} ago by answers on a form{due === '' ? '' : '; '}
        {flag.isOverdue ? <strong>{due}</strong> : due}. The client was told {words.told}.
      </p>
      <Story flag={flag} whoOf={whoOf} me={me} />
      <ErrorBanner error={error} />
      <Buttons {...props} />
      <Forms {...props} />
    </li>
  );
};
