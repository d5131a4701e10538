import { formatLocal } from '@aftercare/kernel';
import {
  button,
  choiceRows,
  hidden,
  html,
  linkButton,
  page,
  postForm,
  statusLine,
  textField,
  TYPED_WORDS,
} from '@aftercare/pages';
import type { ClientTheme, Html, HtmlValue } from '@aftercare/pages';
import type { OwnCare, OwnMessage, TypedText } from '../../application/ports.js';

const dayWords = (date: string): string => formatLocal({ date, time: '00:00' }, 'long-day-year');

const BY = { sms: 'by text', email: 'by email' } as const;

const line = ({ when, what, channel, because, state }: OwnMessage): Html => {
  const by = channel === undefined ? '' : `, ${BY[channel]}`;
  const why = because === undefined ? '' : ` ${state === 'not-sent' ? 'Not sent' : 'Why'}: ${because}.`;
  return html`<li><strong>${when}</strong>${by}: ${what}.${why}</li>`;
};

const list = (title: string, items: readonly OwnMessage[]): HtmlValue =>
  items.length > 0 &&
  html`<h2>${title}</h2>
    <ul>
      ${items.map(line)}
    </ul>`;

interface Shown {
  readonly alias: string;
  readonly theme: ClientTheme;
}

/** What was sent, what comes, and what did not, with a reason each. */
export const messagesPage = (items: readonly OwnMessage[], { alias, theme }: Shown): string => {
  const of = (state: OwnMessage['state']) => items.filter((item) => item.state === state);
  return page({
    title: 'Your messages',
    alias,
    theme,
    here: '/me/messages',
    back: '/me',
    body: html`<h1>What you got, what comes, and why</h1>
      ${items.length === 0 && html`<p>Nothing was sent to you yet, and nothing is planned.</p>`}
      ${list('What comes', of('coming').reverse())}${list('What you got', of('sent'))}${list(
        'What was not sent',
        of('not-sent'),
      )}
      <p>Only the newest are shown.</p>`,
  });
};

const WISH = '/me/visits/wish';
const DEMANDING = '/me/visits/demanding';

const WISHES = [
  { value: 'practitioner', label: 'My practitioner decides' },
  { value: '14', label: 'Every 2 weeks' },
  { value: '21', label: 'Every 3 weeks' },
  { value: '28', label: 'Every 4 weeks' },
  { value: 'pause', label: 'Nothing until a day that I name' },
  { value: 'none', label: 'No notes about a next visit' },
] as const;

const chosen = ({ wish }: OwnCare): string => {
  if (wish === null) return 'practitioner';
  return wish.kind === 'days' ? String(wish.days) : wish.kind;
};

const now = ({ wish }: OwnCare): string => {
  if (wish === null) return 'Now: your practitioner decides.';
  switch (wish.kind) {
    case 'days':
      return `Now: every ${wish.days} days.`;
    case 'pause':
      return `Now: nothing until ${dayWords(wish.until)}.`;
    case 'none':
      return 'Now: no notes about a next visit.';
  }
};

/** What became of the last press of a button. */
export type CareNews = 'kept' | 'refused' | undefined;

const NEWS = {
  kept: 'That is saved.',
  refused:
    'That was not saved. Please look at the days: the last one is not before the first, not over yet, and at most 12 weeks later; a pause ends within a year.',
} as const;

/** What was typed into a form of this page before, and is not saved. */
const typedInto = (action: string, typed: TypedText | undefined): URLSearchParams | undefined =>
  typed?.path === action ? new URLSearchParams(typed.form) : undefined;

const unsaved = (typed: URLSearchParams | undefined): HtmlValue => typed !== undefined && statusLine(TYPED_WORDS);

const pausedUntil = ({ wish }: OwnCare): string | undefined => (wish?.kind === 'pause' ? wish.until : undefined);

const wishForm = (care: OwnCare, typed: URLSearchParams | undefined): Html =>
  postForm({
    action: WISH,
    body: [
      unsaved(typed),
      choiceRows({
        name: 'wish',
        question: 'How often may we write about your next visit?',
        choices: WISHES,
        value: typed?.get('wish') ?? chosen(care),
      }),
      textField({
        name: 'until',
        question: 'Nothing until',
        hint: 'Only for a pause.',
        type: 'date',
        value: typed?.get('until') ?? pausedUntil(care),
      }),
      button('Save'),
    ],
  });

const periods = ({ stressPeriods }: OwnCare): HtmlValue =>
  stressPeriods.map(
    ({ id, from, to }) =>
      html`<p>${dayWords(from)} to ${dayWords(to)}</p>
        ${postForm({
          action: '/me/visits/take-back',
          body: [hidden('id', id), button(`Take back ${dayWords(from)}`, { quiet: true })],
        })}`,
  );

const stressForm = (typed: URLSearchParams | undefined): Html =>
  postForm({
    action: DEMANDING,
    body: [
      unsaved(typed),
      textField({ name: 'from', question: 'First day', type: 'date', value: typed?.get('from') ?? undefined }),
      textField({
        name: 'to',
        question: 'Last day',
        hint: 'At most 12 weeks later.',
        type: 'date',
        value: typed?.get('to') ?? undefined,
      }),
      button('Tell us', { quiet: true }),
    ],
  });

/** The client's own word about the time between visits. It never asks why. */
export const carePage = (
  care: OwnCare,
  news: CareNews,
  { alias, theme, typed }: Shown & { readonly typed?: TypedText | undefined },
): string =>
  page({
    title: 'Your visits',
    alias,
    theme,
    here: '/me/visits',
    back: '/me',
    error: news === 'refused',
    body: html`<h1>Time between visits</h1>
      ${news !== undefined && statusLine(NEWS[news])}
      <p>${now(care)}</p>
      ${wishForm(care, typedInto(WISH, typed))}
      <h2>A demanding time ahead?</h2>
      <p>Tell us when, and your practitioner takes it into account. You need not say why.</p>
      ${periods(care)}${stressForm(typedInto(DEMANDING, typed))}
      ${linkButton('Choose which messages you get', '/me', { quiet: true })}`,
  });
