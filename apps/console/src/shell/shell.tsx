import type { ComponentChildren } from 'preact';
import { post, useRequestToken } from '../api/client.js';
import type { Clinic, Me, SendMode } from '../api/types.js';
import { navigate, useAddress } from './navigation.js';
import { ThemeChoice } from './theme.js';
import { useLoaded } from './use-loaded.js';

const SEND_MODES: Readonly<Record<SendMode, string>> = {
  off: 'Off',
  rehearsal: 'Rehearsal: nothing is sent',
  staff: 'Staff only',
  live: 'Live',
};

const WEEK_MS = 7 * 24 * 3_600_000;

/** The ledger opens on today and the next seven days (ux.md K7). */
const linksOn = (now: string): readonly (readonly [string, string])[] => {
  const inAWeek = new Date(Date.parse(now) + WEEK_MS).toISOString();
  return [
    [`/console/messages?from=${now.slice(0, 10)}&to=${inAWeek.slice(0, 10)}`, 'Messages'],
    ['/console/reports/first', 'Reports'],
  ];
};

const Rail = ({ now }: { readonly now: string }) => {
  const { pathname } = useAddress();
  return (
    <nav class="rail" aria-label="Console">
      <p class="brand">
        <strong>Aftercare</strong>
      </p>
      <ul>
        {linksOn(now).map(([href, label]) => (
          <li key={href}>
            <a
              href={href}
              {...(pathname.startsWith(href.split(/[/?]/u, 3).join('/')) ? { 'aria-current': 'page' as const } : {})}
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
  void post('/api/auth/sessions', {}, 'DELETE').finally(() => {
    useRequestToken(undefined);
    location.assign('/console/sign-in');
  });
};

/** Rail, top line and the page itself. */
export const Shell = ({ me, children }: { readonly me: Me; readonly children: ComponentChildren }) => {
  const clinic = useLoaded<Clinic>('/api/scheduling/v1/clinic');
  return (
    <div class="shell">
      <a class="skip" href="#content" onClick={() => document.getElementById('content')?.focus()}>
        Skip to the page
      </a>
      <Rail now={me.now} />
      <div>
        <header class="top">
          <span>{clinic.value?.alias ?? ''}</span>
          <span>{clinic.value === undefined ? '' : `Sending: ${SEND_MODES[clinic.value.sendMode]}`}</span>
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
};

export const UnknownPage = () => (
  <>
    <h1>There is no such page</h1>
    <p>
      <button type="button" onClick={() => navigate('/console/reports/first')}>
        Go to the reports
      </button>
    </p>
  </>
);
