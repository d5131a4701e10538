import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Clinic, Me } from './api/answers.js';
import { ClientPage } from './clients/client-page.js';
import { ClientsPage } from './clients/clients-page.js';
import { FlagsPage } from './flags/flags-page.js';
import { LedgerPage } from './messages/ledger-page.js';
import { LicencesPage } from './licences/licences-page.js';
import { ReportPage } from './reports/report-page.js';
import { RepliesPage } from './replies/replies-page.js';
import { ConfirmPage } from './session/confirm.js';
import { SignInPage } from './session/sign-in.js';
import { RulesDraftPage } from './rules/draft-page.js';
import { RulesPage } from './rules/rules-page.js';
import { RulesVersionPage } from './rules/version-page.js';
import { useMe } from './session/use-me.js';
import { followLinks, redirect, useAddress } from './shell/navigation.js';
import { ErrorBanner } from './shell/parts.js';
import { routeOf } from './shell/route.js';
import type { Route } from './shell/route.js';
import { pagesOf, Shell, UnknownPage } from './shell/shell.js';
import { TemplatePage, TemplatesPage } from './templates/templates-page.js';
import { applyTheme } from './shell/theme.js';
import { useLoaded } from './shell/use-loaded.js';

const FIRST_PAGES = ['/console/reports/first', '/console/messages'];

/** Goes on to the reports where the roles open them, else to the messages. */
const Home = ({ me }: { readonly me: Me }) => {
  const pages = pagesOf(me).map(([href]) => href);
  const first = FIRST_PAGES.find((page) => pages.includes(page));
  useEffect(() => {
    if (first !== undefined) redirect(first);
  }, [first]);
  return first === undefined ? <p>Your role opens no page of the console. It works through the API.</p> : null;
};

interface PageProps {
  readonly route: Route;
  readonly me: Me;
  readonly clinic: Clinic;
}

const RulePageOf = ({ route, clinic }: Pick<PageProps, 'route' | 'clinic'>) => {
  if (route.name === 'rules') return <RulesPage clinic={clinic} />;
  if (route.name === 'rules-draft') return <RulesDraftPage clinic={clinic} />;
  if (route.name === 'rules-version') return <RulesVersionPage version={route.version} clinic={clinic} />;
  return <UnknownPage />;
};

const PageOf = ({ route, me, clinic }: PageProps) => {
  if (route.name === 'home') return <Home me={me} />;
  if (route.name === 'report') return <ReportPage today={clinic.today} />;
  if (route.name === 'messages') return <LedgerPage reminderId={route.reminderId} clinic={clinic} me={me} />;
  if (route.name === 'replies') return <RepliesPage />;
  if (route.name === 'flags') return <FlagsPage me={me} clinic={clinic} />;
  if (route.name === 'clients') return <ClientsPage me={me} />;
  if (route.name === 'client')
    return <ClientPage key={route.clientRef} clientRef={route.clientRef} clinic={clinic} me={me} />;
  if (route.name === 'templates') return <TemplatesPage clinic={clinic} />;
  if (route.name === 'template')
    return <TemplatePage key={`${route.text} ${route.language}`} text={route.text} language={route.language} />;
  if (route.name === 'licences') return <LicencesPage />;
  return <RulePageOf route={route} clinic={clinic} />;
};

const ClinicConsole = ({ route, me }: { readonly route: Route; readonly me: Me }) => {
  const clinic = useLoaded<Clinic>('/api/scheduling/v1/clinic');
  return (
    <Shell me={me} clinic={clinic.value}>
      <ErrorBanner error={clinic.error} retry={clinic.retry} />
      {clinic.value === undefined ? null : <PageOf route={route} me={me} clinic={clinic.value} />}
    </Shell>
  );
};

const SignedInConsole = ({ route }: { readonly route: Route }) => {
  const { me, error } = useMe();
  if (error !== undefined) {
    return (
      <main class="narrow">
        <ErrorBanner error={error} retry={() => location.reload()} />
      </main>
    );
  }
  return me === undefined ? null : <ClinicConsole route={route} me={me} />;
};

const Console = () => {
  const route = routeOf(useAddress().pathname);
  if (route.name === 'sign-in') return <SignInPage />;
  if (route.name === 'confirm') return <ConfirmPage />;
  return <SignedInConsole route={route} />;
};

applyTheme();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', applyTheme);
followLinks();
addEventListener('pageshow', (event) => {
  // A page that the browser kept shows what it showed to whoever was signed in then.
  if (event.persisted) location.reload();
});
const root = document.getElementById('app');
if (root !== null) render(<Console />, root);
