import { useState } from 'preact/hooks';
import { ApiError, post } from '../api/client.js';
import { ErrorBanner, Field, fieldsOf, StatusLine, Title } from '../shell/parts.js';

type Sent = 'no' | 'sending' | 'yes';

const useSubmission = (send: (fields: Readonly<Record<string, string>>) => Promise<unknown>) => {
  const [sent, setSent] = useState<Sent>('no');
  const [error, setError] = useState<ApiError>();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement) || sent === 'sending') return;
    setSent('sending');
    setError(undefined);
    send(fieldsOf(event.currentTarget))
      .then(() => setSent('yes'))
      .catch((problem: unknown) => {
        setSent('no');
        if (problem instanceof ApiError) setError(problem);
      });
  };
  return { sent, error, submit };
};

const CheckMail = () => (
  <>
    <Title text="Check your mail" />
    <p role="status">If we know this address, a link is on its way. It works once, for 15 minutes.</p>
    <p>Nothing there? Look among the unwanted mail, or ask for another link.</p>
    <p>
      <a class="button" href="/console/sign-in" target="_self">
        Back to sign-in
      </a>
    </p>
  </>
);

const FirstOwner = () => {
  const { sent, error, submit } = useSubmission(({ code, email, ...clinic }) => {
    const settings = { ...clinic, locale: 'en-GB', country: (clinic['country'] ?? '').toUpperCase() };
    return post('/api/auth/first-owner', { code, email, clinic: settings });
  });
  if (sent === 'yes') return <p role="status">Your clinic is made. Check your mail: the link in it signs you in.</p>;
  return (
    <form onSubmit={submit}>
      <p>The code stands in the log of the server at its first start.</p>
      <ErrorBanner error={error} />
      <Field id="code" label="Code" required maxLength={128} autoComplete="off" />
      <Field id="email" label="Your email" type="email" required maxLength={254} autoComplete="email" />
      <Field id="name" label="Name of the clinic" required maxLength={120} autoComplete="organization" />
      <Field
        id="alias"
        label="Short name in messages, at most 15 letters, without a word about health"
        required
        maxLength={15}
        autoComplete="off"
      />
      <Field id="country" label="Country, two letters" required maxLength={2} autoComplete="country" />
      <Field id="zone" label="Time zone, for example Europe/London" required maxLength={64} autoComplete="off" />
      <button class="main" type="submit">
        Create the first owner
      </button>
      <StatusLine>{sent === 'sending' ? 'Making the clinic' : undefined}</StatusLine>
    </form>
  );
};

/** Email field first; the link comes by mail. */
export const SignInPage = () => {
  const { sent, error, submit } = useSubmission(({ 'sign-in-email': email }) => post('/api/auth/links', { email }));
  if (sent === 'yes') {
    return (
      <main class="narrow">
        <CheckMail />
      </main>
    );
  }
  return (
    <main class="narrow">
      <Title text="Sign in" isFirst />
      <ErrorBanner error={error} />
      <form onSubmit={submit}>
        <Field
          id="sign-in-email"
          label="Email"
          type="email"
          required
          maxLength={254}
          autoComplete="username webauthn"
        />
        <button class="main" type="submit">
          Email me a link
        </button>
        <StatusLine>{sent === 'sending' ? 'Sending' : undefined}</StatusLine>
      </form>
      <p>No password is needed. If no link comes, ask an owner of your clinic.</p>
      <details>
        <summary>First start of this installation</summary>
        <FirstOwner />
      </details>
    </main>
  );
};
