import type { Weekday } from '@aftercare/kernel';
import {
  button,
  choiceRows,
  hidden,
  html,
  isolated,
  linkButton,
  page,
  postForm,
  statusLine,
  unknownLinkPage,
} from '@aftercare/pages';
import type { ClientTheme, Html } from '@aftercare/pages';
import { dayAndTime, whenAndWhere } from '../../domain/visit-view.js';
import type { LinkView, NextView, VisitView } from '../../domain/visit-view.js';

export const TITLE = 'Your visit';

export interface Shown {
  readonly token: string;
  readonly theme: ClientTheme;
}

/** Why a visit is cancelled: four neutral choices, none of them needed. */
export const CANCEL_REASONS = [
  { value: 'something-came-up', label: 'Something came up' },
  { value: 'another-time', label: 'I would like another time' },
  { value: 'not-needed', label: 'I do not need it any more' },
  { value: 'other', label: 'Another reason' },
] as const;

const callLine = (phone: string): Html | undefined =>
  phone === ''
    ? undefined
    : html`<p>${linkButton(`Call ${phone}`, `tel:${phone.replaceAll(/[^+\d]/g, '')}`, { quiet: true })}</p>`;

const callSentence = (phone: string): Html =>
  phone === ''
    ? html`<p>To change a visit this close, please call us.</p>`
    : html`<p>To change a visit this close, please call ${isolated(phone)}.</p>`;

const frame = (alias: string, body: Html, { token, theme }: Shown): string =>
  page({ title: TITLE, alias, theme, here: `/b/${token}`, body });

const place = (view: VisitView): Html => html`<h1>Your visit: ${isolated(whenAndWhere(view))}</h1>`;

const calendarLink = (token: string): Html =>
  html`<p>${linkButton('Calendar file', `/b/${token}/appointment.ics`, { quiet: true })}</p>`;

/** Said once it is said; the other buttons undo it, or the phone. */
const attendance = (view: VisitView, token: string): Html | undefined => {
  switch (view.attendance) {
    case 'none':
      return undefined;
    case 'expected':
      return statusLine('Thank you, we expect you.');
    case 'open':
      return postForm({
        action: `/b/${token}/confirm`,
        body: [hidden('sequence', String(view.sequence)), button('I will be there')],
      });
  }
};

const visitBody = (view: VisitView, token: string): Html => {
  switch (view.state) {
    case 'cancelled':
      return html`${statusLine('Your visit is cancelled. Nothing more to do.')}${place(view)}${callLine(view.phone)}`;
    case 'over':
      return html`${statusLine('This visit is over.')}${place(view)}${callLine(view.phone)}`;
    case 'late':
      return html`${place(view)}${attendance(view, token)}${callSentence(view.phone)}${callLine(view.phone)}${calendarLink(token)}`;
    case 'open':
      return html`${place(view)}${attendance(view, token)}
        <p>${linkButton('Cancel this visit', `/b/${token}/cancel`, { quiet: view.attendance === 'open' })}</p>
        ${calendarLink(token)}
        <p>For another time, please call us.</p>
        ${callLine(view.phone)}`;
  }
};

const WEEKDAYS: Readonly<Record<Weekday, string>> = {
  1: 'Monday',
  2: 'Tuesday',
  3: 'Wednesday',
  4: 'Thursday',
  5: 'Friday',
  6: 'Saturday',
  7: 'Sunday',
};

const nextBody = (view: NextView): Html =>
  html`<h1>Pick a time</h1>
    <p>
      ${view.phone === '' ? 'Please call us to book your next visit.' : html`Please call ${isolated(view.phone)} to book your next visit.`}
    </p>
    ${callLine(view.phone)}
    <h2>We are open</h2>
    <ul>
      ${view.hours.map(({ weekday, from, to }) => html`<li>${WEEKDAYS[weekday]} ${from} to ${to}</li>`)}
    </ul>`;

export const visitPage = (view: LinkView, shown: Shown): string =>
  frame(view.alias, view.kind === 'visit' ? visitBody(view, shown.token) : nextBody(view), shown);

/** One page that names the visit; it asks once. */
export const cancelPage = (view: VisitView, shown: Shown): string =>
  frame(
    view.alias,
    html`<h1>Cancel your visit on ${isolated(dayAndTime(view))}?</h1>
      ${postForm({
        action: `/b/${shown.token}/cancel`,
        body: [
          choiceRows({ name: 'reason', question: 'Why? You need not say.', choices: CANCEL_REASONS }),
          button('Cancel the visit'),
        ],
      })}
      <p>${linkButton('Keep it', `/b/${shown.token}`, { quiet: true })}</p>`,
    shown,
  );

/** Also for what a link of another kind does not have. */
export const unknownVisitPage = (theme: ClientTheme): string => unknownLinkPage(TITLE, theme);
