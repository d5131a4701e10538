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

export const TITLE = 'Your messages';

const LINES: Readonly<Record<(typeof PURPOSES)[number], string>> = {
  appointment: 'Visits: booking, changes, reminders',
  survey: 'Questions: how you are after a visit',
  'follow-up': 'Next visit: a note when your usual interval is over (off unless you switch it on)',
};
const CHANNEL_LABELS = { sms: 'By text', email: 'By email' } as const;
const MISSING = { sms: 'We have no mobile number for you.', email: 'We have no email for you.' } as const;

type Channel = (typeof CHANNELS)[number];

/** What was just done; `before` is the state that undo goes back to. */
export interface Done {
  readonly words: string;
  readonly before?: ChoicesState;
}

export interface Shown {
  readonly token: string;
  readonly theme: ThemeName;
  /** The kind of message whose link was opened: its own button comes first. */
  readonly from: Channel;
  readonly done?: Done;
  /** A form came that is none of ours; nothing was changed. */
  readonly isRefused?: boolean;
}

/** Channels whose boxes can be ticked: there is an address, and the number has not said STOP. */
export const tickable = ({ channels, state }: ChoicesView): ChoicesView['channels'] =>
  channels.filter((channel) => channel === 'email' || !state.stopped);

const gets = ({ state, channels }: ChoicesView, channel: Channel): boolean =>
  channels.includes(channel) &&
  !(channel === 'sms' && state.stopped) &&
  state.agreed.some((name) => name.startsWith(`${channel}.`));

const NOTES = { sms: 'texts', email: 'emails' } as const;

/** What still comes after one channel has ended; never promises what was not agreed to. */
export const stoppedWords = (view: ChoicesView, stopped: Channel): string => {
  const other = stopped === 'sms' ? 'email' : 'sms';
  const done = `Done. No more ${NOTES[stopped]} from ${view.alias}.`;
  return gets(view, other) && view.state.agreed.includes(`${other}.appointment`)
    ? `${done} You still get ${NOTES[other]} about booked visits.`
    : done;
};

const formTo = (action: string, inside: HtmlValue): Html => postForm({ action, body: inside });

const STOP_BUTTONS = {
  sms: { label: 'Stop all texts', value: 'stop-texts' },
  email: { label: 'Stop these emails', value: 'stop-emails' },
} as const;

/** First the one of the message that led here. */
const stopButtons = (view: ChoicesView, { from }: Shown): readonly Html[] =>
  [from, ...CHANNELS.filter((channel) => channel !== from)]
    .filter((channel) => gets(view, channel))
    .map((channel, index) =>
      button(STOP_BUTTONS[channel].label, { name: 'do', value: STOP_BUTTONS[channel].value, quiet: index > 0 }),
    );

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

const actionOf = ({ token, from }: Shown): string => `/u/${token}${from === 'email' ? '?from=email' : ''}`;

const undo = (before: ChoicesState): Html =>
  html`${hidden('before', encodeState(before))}${button('Undo', { name: 'do', value: 'undo', quiet: true })}`;

const news = (shown: Shown): HtmlValue => [
  shown.done && statusLine(shown.done.words),
  shown.done?.before && formTo(actionOf(shown), undo(shown.done.before)),
  shown.isRefused === true && statusLine('Nothing was changed. Please use the buttons below.'),
];

const stopped = (view: ChoicesView, shown: Shown): HtmlValue =>
  view.state.stopped &&
  notice(
    html`<p>You get no texts from ${isolated(view.alias)}, because your number said STOP.</p>
      ${formTo(actionOf(shown), button('Get texts again', { name: 'do', value: 'start-texts' }))}`,
  );

const choose = (view: ChoicesView, shown: Shown): HtmlValue =>
  tickable(view).length > 0 &&
  formTo(
    actionOf(shown),
    html`<h2>Choose what you get</h2>
      ${table(view)}${button('Save', { name: 'do', value: 'save' })}`,
  );

const visit = ({ visit: next }: ChoicesView): HtmlValue =>
  next &&
  html`<h2>Your visit</h2>
    <p>${next.words}</p>
    ${linkButton('See or change it', next.link, { quiet: true })}`;

const missing = ({ channels }: ChoicesView): HtmlValue =>
  CHANNELS.filter((channel) => !channels.includes(channel)).map((channel) => html`<p>${MISSING[channel]}</p>`);

const body = (view: ChoicesView, shown: Shown): Html => {
  const buttons = stopButtons(view, shown);
  return html`<h1>${TITLE}</h1>
    ${news(shown)}${stopped(view, shown)}${buttons.length > 0 && formTo(actionOf(shown), buttons)}${choose(view, shown)}${missing(
      view,
    )}${visit(view)}`;
};

/** Who to ask; a clinic without a number has no such line. */
export const askLine = (phone: string): readonly string[] => (phone === '' ? [] : [`Questions? Call ${phone}.`]);

export const choicesPage = (view: ChoicesView, shown: Shown): string =>
  page({
    title: TITLE,
    alias: view.alias,
    theme: shown.theme,
    here: `/u/${shown.token}`,
    body: body(view, shown),
    foot: askLine(view.phone),
    ...(shown.isRefused === true ? { error: true } : {}),
  });

export const unsubscribedPage = (alias: string, theme: ThemeName): string =>
  page({
    title: TITLE,
    alias,
    theme,
    body: html`<h1>Done</h1>
      <p>No more emails from ${isolated(alias)}.</p>`,
  });
