import {
  button,
  checklist,
  errorSummary,
  hidden,
  html,
  isolated,
  linkButton,
  page,
  postForm,
  statusLine,
  textField,
} from '@aftercare/pages';
import type { ClientTheme, Html } from '@aftercare/pages';
import type { OwnPage, OwnPages } from '../../application/ports.js';

const TITLE = 'Your pages';
/** Until a link is opened nobody knows which clinic it is about. */
const BEFORE = { title: 'Personal link', alias: 'Your pages' } as const;
const FIELD = 'address';
const MISSING = 'Enter your mobile number or email.';

const KEEP = 'Keep my pages open on this phone for 90 days. Anyone using this phone could see them.';
const WHY = html`<p>We keep pages about you behind a personal link, so that there is no password to remember.</p>`;

/** One field. `problem` when it was left empty: everything else gets the same answer. */
export const linkPage = (
  theme: ClientTheme,
  { returnTo, problem = false }: { readonly returnTo: string; readonly problem?: boolean },
): string =>
  page({
    ...BEFORE,
    theme,
    here: '/link',
    error: problem,
    body: html`${problem && errorSummary([{ field: FIELD, message: MISSING }])}
      <h1>Open your pages</h1>
      ${WHY}
      ${postForm({
        action: '/link',
        body: html`${hidden('return', returnTo)}${textField({
          name: FIELD,
          question: 'Mobile number or email',
          autocomplete: 'username',
          inputMode: 'email',
          maxLength: 254,
          error: problem ? MISSING : undefined,
        })}${button('Send me a link')}`,
      })}`,
  });

/** The same bytes for every address. */
export const sentPage = (theme: ClientTheme): string =>
  page({
    ...BEFORE,
    theme,
    body: html`<h1>Look for a message</h1>
      ${statusLine('If we know this address, a link is on its way. It works once, for 15 minutes.')}
      <p>Nothing there after a few minutes? Try the other address that we may have, or call the place you visit.</p>
      ${linkButton('Try another address', '/link', { quiet: true })}`,
  });

/** A scanner that opens every link sees this and no more. */
export const goPage = (token: string, theme: ClientTheme): string =>
  page({
    ...BEFORE,
    theme,
    here: `/go/${token}`,
    body: html`<h1>Your personal link</h1>
      ${postForm({
        action: `/go/${token}`,
        body: html`${checklist({
          name: 'keep',
          question: 'On this phone',
          choices: [{ value: 'yes', label: KEEP }],
        })}${button('Open my pages')}`,
      })}`,
  });

/** Without a token (a link that was cut off on the way) there is nothing to renew. */
export const endedLinkPage = (token: string | undefined, theme: ClientTheme): string =>
  page({
    ...BEFORE,
    theme,
    error: true,
    body: html`<h1>This link has been used or is too old</h1>
      <p>A personal link works once, for 15 minutes.</p>
      ${token !== undefined && postForm({ action: `/go/${token}/again`, body: button('Send a new one') })}
      ${linkButton('Type my number or email', '/link', { quiet: token !== undefined })}`,
  });

export const whoPage = ({ alias, phone, clients }: OwnPages, theme: ClientTheme): string =>
  page({
    title: TITLE,
    alias,
    theme,
    here: '/me',
    body: html`<h1>Who is this for?</h1>
      ${postForm({
        action: '/me/who',
        body: clients.map(
          ({ clientRef, firstName }) => html`<p>${button(firstName, { name: 'client', value: clientRef })}</p>`,
        ),
      })}${closeForm()}`,
    foot: [`Questions? Call ${phone}.`],
  });

/** One answer with one tap; whatever else there is to say is asked afterwards, where the diary is kept. */
const todayForm = (): Html =>
  postForm({
    action: '/me/day',
    body: html`<fieldset>
      <legend>Head pain today?</legend>
      <div class="rows">
        ${button('None', { name: 'd1', value: 'none' })} ${button('Headache', { name: 'd1', value: 'headache' })}
        ${button('Migraine', { name: 'd1', value: 'migraine' })}
      </div>
    </fieldset>`,
  });

export const mePage = ({ alias, phone }: OwnPages, { visit, choices }: OwnPage, theme: ClientTheme): string =>
  page({
    title: TITLE,
    alias,
    theme,
    here: '/me',
    body: html`<h1>${TITLE}</h1>
      <h2>Today</h2>
      ${todayForm()} ${linkButton('Other days', '/me/day', { quiet: true })}
      ${linkButton('Month', '/me/month', { quiet: true })}
      ${
        visit &&
        html`<h2>Your next visit</h2>
          <p>${isolated(visit.words)}</p>
          ${linkButton('See or change it', visit.link)}`
      }
      <h2>Messages</h2>
      ${linkButton('What you got, what comes, and why', '/me/messages', { quiet: true })}
      ${linkButton('Choose what you get', choices, { quiet: true })}
      <h2>Time between visits</h2>
      ${linkButton('Say what suits you', '/me/visits', { quiet: true })}
      <h2>This phone</h2>
      ${closeForm()}`,
    foot: [`Questions? Call ${phone}.`],
  });

const closeForm = (): Html =>
  postForm({ action: '/me/close', body: button('Close and forget on this phone', { quiet: true }) });

export const closedPage = (theme: ClientTheme): string =>
  page({
    ...BEFORE,
    theme,
    body: html`<h1>Your pages are closed</h1>
      ${statusLine('Nothing of them is kept on this phone.')}
      ${linkButton('Open them again with a new link', '/link', { quiet: true })}`,
  });

/** While the owner of links does not answer. A link stays as it is until it is redeemed. */
export const awayPage = (theme: ClientTheme): string =>
  page({
    ...BEFORE,
    theme,
    error: true,
    body: html`<h1>We cannot show this page now</h1>
      <p>Please try again in a minute. Nothing is lost.</p>`,
  });

/** While scheduling does not answer, which alone can keep what a client says about visits. Whether it has done so is not known. */
export const unsavedPage = (theme: ClientTheme): string =>
  page({
    ...BEFORE,
    title: 'Time between visits',
    theme,
    error: true,
    body: html`<h1>We cannot save this now</h1>
      <p>Please open the page again in a few minutes. What you gave will be there, to be sent again.</p>
      ${linkButton('Open it again', '/me/visits', { quiet: true })}`,
  });
