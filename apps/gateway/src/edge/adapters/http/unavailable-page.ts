import { html, page, sendPage, themeOf } from '@aftercare/pages';
import type { Response } from 'express';

const RETRY_AFTER_SECONDS = 30;

/** Stands in for a client page while its service is away. It promises only what is true without the service. */
export const sendUnavailablePage = (response: Response, wasSaving: boolean, cookies: string | undefined): void => {
  const heading = wasSaving ? 'We cannot save this now' : 'We cannot show this page now';
  const advice = wasSaving
    ? 'Go back with your browser: your answers are still there. Please send them again in a few minutes.'
    : 'Please open the same link again in a few minutes. It stays valid.';
  const body = html`<h1>${heading}</h1>
    <p>${advice}</p>
    <p>Nobody reads this page in real time. In an emergency call your emergency number.</p>`;
  response.setHeader('retry-after', RETRY_AFTER_SECONDS);
  sendPage(
    response,
    page({ title: 'Not available', alias: 'Your pages', theme: themeOf(cookies), body, error: true }),
    503,
  );
};
