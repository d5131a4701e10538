import { useState } from 'preact/hooks';
import type { Clinic, FlagPage, Me } from '../api/answers.js';
import { useNames } from '../messages/names.js';
import { counted } from '../shell/format.js';
import { useAddress } from '../shell/navigation.js';
import { Pages } from '../shell/pages.js';
import { ErrorBanner, StatusLine, Title } from '../shell/parts.js';
import { usePeople, whoOf } from '../shell/people.js';
import { useAct } from '../shell/use-act.js';
import { useLoaded } from '../shell/use-loaded.js';
import { Entry, headingId } from './flag-entry.js';
import type { ActOn } from './flag-forms.js';
import { addressOf, queryOf, shownOf } from './shown.js';
import type { Shown, Which } from './shown.js';
import { mayAct, takerChoices } from './words.js';

const NAMES: Readonly<Record<Which, string>> = { open: 'Open', mine: 'Mine', cleared: 'Cleared' };

const Lists = ({ which, me }: { readonly which: Which; readonly me: Me }) => (
  <nav class="pages" aria-label="Which flags">
    {(mayAct(me) ? (['open', 'mine', 'cleared'] as const) : (['open', 'cleared'] as const)).map((one) => (
      <a key={one} class="button" href={addressOf(one)} {...(one === which ? { 'aria-current': 'page' as const } : {})}>
        {NAMES[one]}
      </a>
    ))}
  </nav>
);

const EMPTY: Readonly<Record<Which, string>> = {
  open: 'No open flags.',
  mine: 'You have no open flag, and none waits for you.',
  cleared: 'No cleared flags.',
};

const countText = ({ items, next }: FlagPage, { which, cursors }: Shown): string => {
  if (items.length === 0) return cursors.length === 0 ? EMPTY[which] : 'No more flags.';
  return `${counted(items.length, 'flag')}${next === undefined && cursors.length === 0 ? '' : ' on this page'}`;
};

const focusOn = (flagId: string | undefined): void =>
  (flagId === undefined ? document.querySelector('h1') : document.getElementById(headingId(flagId)))?.focus();

/** Where nobody is told of a flag, whoever looks at the open ones has to know. */
const NobodyIsTold = ({ clinic }: { readonly clinic: Clinic }) =>
  clinic.staffContacts.emails.length > 0 ? null : (
    <p class="warn">
      No email address of staff is set, so nobody is told when a flag comes up or waits too long. Until there is one,
      somebody has to look here.
    </p>
  );

/** Acts on one flag at a time; what is on the page is loaded anew afterwards, done or refused. */
const useActs = (page: { readonly retry: () => void }) => {
  const [actedOn, setActedOn] = useState<string | undefined>(undefined);
  const acting = useAct();
  const actOn =
    (flagId: string): ActOn =>
    (work, done, leaves = false) => {
      if (acting.isBusy) return;
      setActedOn(flagId);
      const judged = async (): Promise<void> => {
        try {
          await work();
          // What was pressed is gone; somebody on the keyboard goes on at the flag, or at the top where the flag left.
          focusOn(leaves ? undefined : flagId);
        } catch (error) {
          // Whoever filled in a form stays there.
          if (document.activeElement?.closest('form') == null) focusOn(flagId);
          throw error;
        } finally {
          // Refused, a colleague may have been first: the list says so.
          page.retry();
        }
      };
      acting.act(judged, done);
    };
  return { actedOn, acting, actOn };
};

/** Whom a practitioner has to speak with, the gravest first. Nothing clears a flag but a person. */
export const FlagsPage = ({ me, clinic }: { readonly me: Me; readonly clinic: Clinic }) => {
  const shown = shownOf(useAddress().search);
  const page = useLoaded<FlagPage>(`/api/outcomes/v1/flags${queryOf(shown)}`);
  const items = page.value?.items ?? [];
  const nameOf = useNames(items);
  const people = usePeople();
  const { actedOn, acting, actOn } = useActs(page);
  const isHere = items.some(({ flagId }) => flagId === actedOn);
  return (
    <>
      <Title text="Flags" />
      <Lists which={shown.which} me={me} />
      {shown.which === 'cleared' ? null : <NobodyIsTold clinic={clinic} />}
      <StatusLine>{page.isSlow ? 'Loading flags' : acting.done}</StatusLine>
      <ErrorBanner error={page.error} retry={page.retry} />
      {isHere ? null : <ErrorBanner error={acting.error} />}
      {page.value === undefined ? null : (
        <>
          <p class="muted">{countText(page.value, shown)}</p>
          {mayAct(me) && shown.which !== 'cleared' ? (
            <p class="muted keys">With the focus on a flag: t takes it, c goes to the reason for clearing it.</p>
          ) : null}
          <ul class="entries">
            {items.map((flag) => (
              <Entry
                key={flag.flagId}
                {...{ flag, me, act: actOn(flag.flagId), isMine: shown.which === 'mine' }}
                name={nameOf(flag.clientRef)}
                whoOf={whoOf(people)}
                takers={takerChoices(people, me)}
                error={flag.flagId === actedOn ? acting.error : undefined}
              />
            ))}
          </ul>
          <Pages
            cursors={shown.cursors}
            next={page.value.next}
            addressOf={(cursors) => addressOf(shown.which, cursors)}
          />
        </>
      )}
    </>
  );
};
