import type { ComponentChildren } from 'preact';
import { post, useRequestToken } from '../api/client.js';
import type { Clinic, Me, SendMode } from '../api/answers.js';
import { navigate, useAddress } from './navigation.js';
import { ThemeChoice } from './theme.js';

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

const signOut = (): void => {
  void post('/api/auth/sessions', {}, { method: 'DELETE' }).finally(() => {
    useRequestToken(undefined);
    location.assign('/console/sign-in');
  });
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
}) => (
  <div class="shell">
    <a class="skip" href="#content" onClick={() => document.getElementById('content')?.focus()}>
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
        <button type="button" onClick={signOut}>
          Sign out
        </button>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  </div>
);

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
