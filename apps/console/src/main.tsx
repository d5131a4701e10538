import { render } from 'preact';
import type { Me } from './api/types.js';
import { LedgerPage } from './messages/ledger-page.js';
import { ReportPage } from './reports/report-page.js';
import { ConfirmPage } from './session/confirm.js';
import { SignInPage } from './session/sign-in.js';
import { useMe } from './session/use-me.js';
import { followLinks, useAddress } from './shell/navigation.js';
import { ErrorBanner } from './shell/parts.js';
import { routeOf } from './shell/route.js';
import type { Route } from './shell/route.js';
import { Shell, UnknownPage } from './shell/shell.js';
import { applyTheme } from './shell/theme.js';

const PageOf = ({ route, me }: { readonly route: Route; readonly me: Me }) => {
  if (route.name === 'report') return <ReportPage today={me.now.slice(0, 10)} />;
  if (route.name === 'messages') return <LedgerPage reminderId={route.reminderId} />;
  return <UnknownPage />;
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
  if (me === undefined) return null;
  return (
    <Shell me={me}>
      <PageOf route={route} me={me} />
    </Shell>
  );
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
const root = document.getElementById('app');
if (root !== null) render(<Console />, root);
