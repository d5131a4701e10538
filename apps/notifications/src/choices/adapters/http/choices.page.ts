import {
  button,
  checklist,
  hidden,
  html,
  isolated,
  linkButton,
  notice,
  page,
  postForm,
  statusLine,
} from '@aftercare/pages';
import type { Html, HtmlValue, ThemeName } from '@aftercare/pages';
import type { ChoicesView } from '../../application/choices.js';
import { CHANNELS, encodeState, PURPOSES } from '../../domain/choices.js';
import type { ChoicesState } from '../../domain/choices.js';

const TITLE = 'Your messages';

const LINES: Readonly<Record<(typeof PURPOSES)[number], string>> = {
  appointment: 'Visits: booking, changes, reminders',
  survey: 'Questions: how you are after a visit',
  'follow-up': 'Next visit: a note when your usual interval is over (off unless you switch it on)',
};
const CHANNEL_LABELS = { sms: 'By text', email: 'By email' } as const;
const MISSING = { sms: 'We have no mobile number for you.', email: 'We have no email for you.' } as const;

export interface ChoicesPage {
  readonly view: ChoicesView;
  readonly token: string;
  readonly theme: ThemeName;
  /** After a change: what was done, and the state before it. */
  readonly done?: { readonly words: string; readonly before: ChoicesState };
}

/** Channels whose boxes can be ticked: there is an address, and the number has not said STOP. */
export const tickable = ({ channels, state }: ChoicesView): ChoicesView['channels'] =>
  channels.filter((channel) => channel === 'email' || !state.stopped);

const gets = ({ state }: ChoicesView, channel: 'sms' | 'email'): boolean =>
  state.agreed.some((name) => name.startsWith(`${channel}.`));

/** What still comes after the texts have ended; never promises what was not agreed to. */
export const stoppedWords = (view: ChoicesView): string =>
  view.channels.includes('email') && view.state.agreed.includes('email.appointment')
    ? `Done. No more texts from ${view.alias}. You still get emails about booked visits.`
    : `Done. No more texts from ${view.alias}.`;

const formTo = (action: string, inside: HtmlValue): Html => postForm({ action, body: inside });

const stopButtons = (view: ChoicesView): Html => {
  const texts = view.channels.includes('sms') && !view.state.stopped && gets(view, 'sms');
  const emails = view.channels.includes('email') && gets(view, 'email');
  return html`${texts && button('Stop all texts', { name: 'do', value: 'stop-texts' })}${
    emails && button('Stop these emails', { name: 'do', value: 'stop-emails', quiet: texts })
  }`;
};

const table = (view: ChoicesView): Html => {
  const choices = tickable(view).map((channel) => ({ value: channel, label: CHANNEL_LABELS[channel] }));
  return html`${PURPOSES.map((purpose) =>
    checklist({
      name: purpose,
      question: LINES[purpose],
      choices,
      values: CHANNELS.filter((channel) => view.state.agreed.includes(`${channel}.${purpose}`)),
    }),
  )}`;
};

const body = ({ view, token, done }: ChoicesPage): Html => {
  const action = `/u/${token}`;
  return html`<h1>${TITLE}</h1>
    ${done && statusLine(done.words)}${
      done &&
      formTo(
        action,
        html`${hidden('before', encodeState(done.before))}${button('Undo', { name: 'do', value: 'undo', quiet: true })}`,
      )
    }${
      view.state.stopped &&
      notice(
        html`<p>You get no texts from ${isolated(view.alias)}, because your number said STOP.</p>
          ${formTo(action, button('Get texts again', { name: 'do', value: 'start-texts' }))}`,
      )
    }${formTo(action, stopButtons(view))}${
      tickable(view).length > 0 &&
      formTo(
        action,
        html`<h2>Choose what you get</h2>
          ${table(view)}${button('Save', { name: 'do', value: 'save' })}`,
      )
    }${CHANNELS.filter((channel) => !view.channels.includes(channel)).map((channel) => html`<p>${MISSING[channel]}</p>`)}${
      view.visit &&
      html`<h2>Your visit</h2>
        <p>${view.visit.words}</p>
        ${linkButton('See or change it', view.visit.link, { quiet: true })}`
    }`;
};

export const choicesPage = (options: ChoicesPage): string =>
  page({
    title: TITLE,
    alias: options.view.alias,
    theme: options.theme,
    here: `/u/${options.token}`,
    body: body(options),
    foot: [`Questions? Call ${options.view.phone}.`],
  });

/** The same bytes for every link that is not ours: unknown, malformed or of another purpose. */
export const unknownLinkPage = (theme: ThemeName): string =>
  page({
    title: TITLE,
    alias: 'Your pages',
    theme,
    error: true,
    body: html`<h1>We do not know this link.</h1>
      <p>Open the newest message you have from us, or call the place you visit.</p>`,
  });

export const unsubscribedPage = (alias: string, theme: ThemeName): string =>
  page({
    title: TITLE,
    alias,
    theme,
    body: html`<h1>Done</h1>
      <p>No more emails from ${isolated(alias)}.</p>`,
  });
