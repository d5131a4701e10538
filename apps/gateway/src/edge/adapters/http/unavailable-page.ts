import type { ServerResponse } from 'node:http';
import { html, page, sendPage, themeOf } from '@aftercare/pages';

const RETRY_AFTER_SECONDS = 30;

interface Wanted {
  readonly wasSaving: boolean;
  /** Its address opens the page again; a client's own pages open with a session, and the link to that works once. */
  readonly isBehindLink: boolean;
  readonly cookies: string | undefined;
}

const adviceFor = ({ wasSaving, isBehindLink }: Wanted): string => {
  if (wasSaving)
    return 'Go back with your browser: your answers are still there. Please send them again in a few minutes.';
  return isBehindLink
    ? 'Please open the same link again in a few minutes. It stays valid.'
    : 'Please open it again in a few minutes. Nothing is lost.';
};

/** Stands in for a client page while its service is away. It promises only what is true without the service. */
export const sendUnavailablePage = (response: ServerResponse, wanted: Wanted): void => {
  const heading = wanted.wasSaving ? 'We cannot save this now' : 'We cannot show this page now';
  const body = html`<h1>${heading}</h1>
    <p>${adviceFor(wanted)}</p>
    <p>Nobody reads this page in real time. In an emergency call your emergency number.</p>`;
  response.setHeader('retry-after', RETRY_AFTER_SECONDS);
  sendPage(
    response,
    page({ title: 'Not available', alias: 'Your pages', theme: themeOf(wanted.cookies), body, error: true }),
    503,
  );
};
