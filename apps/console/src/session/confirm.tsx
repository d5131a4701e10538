import { useState } from 'preact/hooks';
import { ApiError, post } from '../api/client.js';
import type { Me } from '../api/answers.js';
import { takeReturn } from '../shell/navigation.js';
import { ErrorBanner, Title } from '../shell/parts.js';

/** Read once, then taken out of the address, so that it stays in no history. */
const tokenFromAddress = (): string => {
  const token = location.hash.slice(1);
  if (token !== '') history.replaceState(null, '', location.pathname);
  return token;
};

/** The page behind the emailed link. Opening it does nothing; its button signs in. */
export const ConfirmPage = () => {
  const [token] = useState(tokenFromAddress);
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<ApiError>();
  const signIn = (): void => {
    if (isSending) return;
    setSending(true);
    post<Me>('/api/auth/sessions', { token })
      .then(({ accountId }) => location.replace(takeReturn(accountId)))
      .catch((problem: unknown) => {
        setSending(false);
        if (problem instanceof ApiError) setError(problem);
      });
  };
  const isOver = token === '' || error?.problem.code === 'SIGN_IN_LINK_ENDED';
  return (
    <main class="narrow">
      <Title text="Sign in" isFirst />
      <ErrorBanner error={error} />
      {isOver ? (
        <p>
          <a class="button main" href="/console/sign-in">
            Email me a new link
          </a>
        </p>
      ) : (
        <>
          <p>Press the button to sign in on this device.</p>
          <button class="main" type="button" onClick={signIn}>
            Sign in
          </button>
        </>
      )}
    </main>
  );
};
