import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendPage, themeIn } from './answers.js';
import { page } from './frame.js';
import { html } from './html.js';
import { linkButton } from './parts.js';
import type { ClientTheme } from './tokens.js';

/** Somebody who followed a link: its token is the only key. */
export interface LinkVisit {
  readonly token: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** The same bytes for every link that opens nothing: unknown, malformed or of another purpose. */
export const unknownLinkPage = (title: string, theme: ClientTheme): string =>
  page({
    title,
    alias: 'Your pages',
    theme,
    error: true,
    body: html`<h1>We do not know this link.</h1>
      <p>Open the newest message you have from us, or call the place you visit.</p>
      ${linkButton('Ask for your personal link', '/link')}`,
  });

/** What the kind of links is called in titles, and how one of them is looked up. */
export interface LinkKind<TView> {
  readonly title: string;
  readonly find: (token: string) => Promise<TView | undefined>;
}

/**
 * Goes on with what a link opens, or answers 404 with the one page of all links that nobody knows. A malformed token costs the same
 * look-up as any other, so the time of an answer tells nothing about it (ux.md P4.3); stores look for its hash, whatever it is.
 */
export const onKnownLink = async <TView>(
  visit: LinkVisit,
  kind: LinkKind<TView>,
  answer: (view: TView, theme: ClientTheme) => void | Promise<void>,
): Promise<void> => {
  const theme = themeIn(visit.request);
  const view = await kind.find(visit.token);
  if (view === undefined) sendPage(visit.response, unknownLinkPage(kind.title, theme), 404);
  else await answer(view, theme);
};
