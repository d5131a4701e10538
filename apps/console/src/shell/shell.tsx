import type { ComponentChildren } from 'preact';
import { isProblem, post } from '../api/client.js';
import type { Clinic, Me, SendMode } from '../api/answers.js';
import { forgetReturn, navigate, useAddress } from './navigation.js';
import { ErrorBanner } from './parts.js';
import { ThemeChoice } from './theme.js';
import { useAct } from './use-act.js';

const SEND_MODES: Readonly<Record<SendMode, string>> = {
  off: 'Off',
  rehearsal: 'Rehearsal: nothing is sent',
  staff: 'Staff only',
  live: 'Live',
};

const REPORTS = ['/console/reports/first', 'Reports', ['owner', 'manager']] as const;
const MESSAGES = ['/console/messages', 'Messages', ['owner', 'manager', 'practitioner', 'front-desk']] as const;
const REPLIES = ['/console/replies', 'Replies', ['owner', 'practitioner', 'front-desk']] as const;
const CLIENTS = ['/console/clients', 'Clients', ['owner', 'manager', 'practitioner', 'front-desk']] as const;
const FLAGS = ['/console/flags', 'Flags', ['owner', 'manager', 'practitioner']] as const;
const RULES = ['/console/rules', 'Rules', ['owner', 'manager']] as const;
const TEMPLATES = ['/console/templates', 'Templates', ['owner', 'manager']] as const;
const LICENCES = ['/console/licences', 'Licences', ['owner', 'manager']] as const;

/** The pages that these roles open, in the order of the rail (ux.md 2). */
export const pagesOf = ({ roles }: Pick<Me, 'roles'>): readonly (readonly [string, string])[] =>
  [CLIENTS, MESSAGES, REPLIES, FLAGS, RULES, REPORTS, TEMPLATES, LICENCES].flatMap(([href, label, allowed]) =>
    roles.some((role) => allowed.some((one) => one === role)) ? [[href, label] as const] : [],
  );

const Rail = ({ me }: { readonly me: Me }) => {
  const { pathname } = useAddress();
  return (
    <nav class="rail" aria-label="Console">
      <p class="brand">
        <strong>Aftercare</strong>
      </p>
      <ul>
        {pagesOf(me).map(([href, label]) => (
          <li key={href}>
            <a
              href={href}
              {...(pathname.startsWith(href.split('/', 3).join('/')) ? { 'aria-current': 'page' as const } : {})}
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

/** Ends the session, whoever's it is by now: somebody who presses the button leaves nobody signed in on this device. */
const signOut = async (): Promise<void> => {
  await post('/api/auth/sessions', {}, { method: 'DELETE', forAnybody: true }).catch((error: unknown) => {
    if (!isProblem(error, 'NOT_SIGNED_IN')) throw error;
  });
  forgetReturn();
};

/** Goes on only when nobody is signed in any more. A page that is kept for Back is an empty one then. */
const leave = (): void => {
  document.body.replaceChildren();
  location.assign('/console/sign-in');
};

/** Not by the address: one with a hash would be another page in the history. */
const toContent = (event: MouseEvent): void => {
  event.preventDefault();
  document.getElementById('content')?.focus();
};

/** Rail, top line and the page itself. */
export const Shell = ({
  me,
  clinic,
  children,
}: {
  readonly me: Me;
  readonly clinic: Clinic | undefined;
  readonly children: ComponentChildren;
}) => {
  const { act, error } = useAct(leave);
  const press = (): void => act(signOut, '');
  return (
    <div class="shell">
      <a class="skip" href="#content" onClick={toContent}>
        Skip to the page
      </a>
      <Rail me={me} />
      <div>
        <header class="top">
          <span>{clinic?.alias ?? ''}</span>
          <span>{clinic === undefined ? '' : `Sending: ${SEND_MODES[clinic.sendMode]}`}</span>
          <span class="grow" />
          <ThemeChoice />
          <span class="muted">{me.roles.join(', ')}</span>
          <button type="button" onClick={press}>
            Sign out
          </button>
        </header>
        <main id="content" tabIndex={-1}>
          <ErrorBanner error={error} still="You may still be signed in." retry={press} />
          {children}
        </main>
      </div>
    </div>
  );
};

export const UnknownPage = () => (
  <>
    <h1>There is no such page</h1>
    <p>
      <button type="button" onClick={() => navigate('/console/')}>
        Go to the first page
      </button>
    </p>
  </>
);
