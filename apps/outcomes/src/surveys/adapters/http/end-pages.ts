import {
  button,
  html,
  linkButton,
  notice,
  page,
  postForm,
  unknownLinkPage,
  type ClientTheme,
  type Html,
} from '@aftercare/pages';
import {
  applicableAnswers,
  countIn,
  GATE,
  itemsShown,
  notesFor,
  partsToAsk,
  placeOf,
  rate28,
  windowOf,
} from '../../../instruments/application/instruments.js';
import type { AnsweredForm } from '../../application/answered-forms.js';
import type { Survey } from '../../application/ports.js';
import { framed, pathTo, type Framed } from './page-frame.js';
import { closedOn, dayInWords, timeInWords, TITLE } from './words.js';

const COUNTS: readonly (readonly [code: string, label: string])[] = [
  ['f1', 'Days with any headache'],
  ['f2', 'Migraine days'],
  ['a3', 'Days with any headache'],
  ['a4', 'Migraine days'],
];

const MONTH = 28;

/** The numbers just given, per 28 days; only for the browser that gave them. */
const numbers = (form: AnsweredForm): Html | undefined => {
  const answers = applicableAnswers(form.instrument, form.answers, form.facts);
  const windowDays = windowOf(form.instrument, form.facts);
  const given = COUNTS.flatMap(([code, label]) => {
    const count = countIn(answers, code);
    return count === undefined ? [] : [{ label, count }];
  });
  if (given.length === 0) return undefined;
  return html`<dl>
      ${given.map(
        ({ label, count }) =>
          html`<dt>${label}</dt>
            <dd>
              ${count} in ${windowDays}
              days${windowDays === MONTH ? undefined : `, that is ${rate28(count, windowDays)} in ${MONTH} days`}
            </dd>`,
      )}
    </dl>
    <p>Your numbers go up and down on their own, too.</p>`;
};

/** The way back into the parts, for the browser that gave the answers; the values stand there and not here. */
const changes = (token: string, form: AnsweredForm): Html => {
  const { instrument, answers, facts } = form;
  const asked = partsToAsk(instrument, answers, facts).map((part) => ({
    id: part.id,
    about: itemsShown(part, answers, facts)[0]?.text ?? '',
  }));
  const parts = [...asked, { id: GATE, about: 'Have you had any of these?' }].filter(({ id }) => form.saved.has(id));
  const nameOf = (part: string): string => {
    const { number, continued } = placeOf(instrument, answers, { part, facts });
    return `Part ${number}${continued ? ', continued' : ''}`;
  };
  return html`<details>
    <summary>Change an answer</summary>
    <ul class="plain">
      ${parts.map(({ id, about }) => html`<li><a class="tap" href="${pathTo(token, id)}">${nameOf(id)}: ${about}</a></li>`)}
    </ul>
  </details>`;
};

/** Behind the client's own sign-in: who reads this page may be anybody who has the form's link. */
const ownDays = (): Html => html`<p>${linkButton('Write down your days', '/me/day', { quiet: true })}</p>`;

export const finishedHere = (view: Framed, form: AnsweredForm, isChangeable: boolean): string => {
  const answers = applicableAnswers(form.instrument, form.answers, form.facts);
  const notes = notesFor(answers, windowOf(form.instrument, form.facts));
  return framed(view, {
    body: html`<h1>That is saved. Thank you.</h1>
      <p>Your practitioner can read this before your next visit.</p>
      ${numbers(form)}${notes.map((note) => notice(html`<p>${note}</p>`))}${
        isChangeable ? changes(view.token, form) : undefined
      }${ownDays()}`,
  });
};

export const finishedElsewhere = (view: Framed): string =>
  framed(view, {
    body: html`<h1>These questions are answered. Thank you.</h1>
      <p>Nothing more to do.</p>
      ${ownDays()}`,
  });

export const withdrawnPage = (view: Framed): string =>
  framed(view, {
    body: html`<h1>
      We no longer need these
      answers${view.survey.reason === 'DID_NOT_COME' ? ', because the visit did not take place' : ''}.
    </h1>`,
  });

/** Closed: while a late answer is of use there is one button, and after that the day of the next form, if there is one. */
export const closedPage = (view: Framed, then: 'useful' | Date | undefined): string =>
  framed(view, {
    body: html`<h1>These questions closed on ${closedOn(view.survey)}.</h1>
      ${
        then === 'useful'
          ? html`<p>Your answers are still useful to your practitioner.</p>
              ${postForm({ action: pathTo(view.token, 'end'), body: button('Send me a new link') })}`
          : html`<p>
              ${
                then === undefined
                  ? 'We will write again after a next visit.'
                  : `The next questions come on ${dayInWords(then, view.survey.frame.clientZone)}.`
              }
            </p>`
      }`,
  });

/** Says the same whether or not a link was sent. */
export const sentPage = (theme: ClientTheme): string =>
  page({ title: TITLE, alias: 'Your pages', theme, body: html`<h1>A new link is on its way to the same place.</h1>` });

/** Unknown, malformed and ended tokens: the same bytes for all of them. */
export const unknownPage = (theme: ClientTheme): string => unknownLinkPage(TITLE, theme);

const dark = (theme: ClientTheme): ClientTheme => (theme === 'soft' ? 'dim' : theme);

/** For somebody in an attack: two buttons, nothing to read. */
export const notTodayPage = (view: Framed, now: Date): string => {
  const { survey, token } = view;
  const until = survey.deferredUntil;
  const shade = { ...view, theme: dark(view.theme) };
  if (until !== undefined && until.getTime() > now.getTime()) return deferredPage(shade, until);
  const action = pathTo(token, 'now');
  const body = html`<h1>It is all right</h1>
    <p>We can ask another day. Your place is kept.</p>
    ${postForm({
      action,
      body: html`${button('Ask me tomorrow', { name: 'choice', value: 'tomorrow' })}${button('Only the short version', {
        name: 'choice',
        value: 'short',
        quiet: true,
      })}`,
    })}`;
  return framed(shade, { body, large: true, back: pathTo(token) });
};

const deferredPage = (view: Framed, until: Date): string => {
  const zone = view.survey.frame.clientZone;
  return framed(view, {
    large: true,
    body: html`<h1>It is all right</h1>
      <p>
        We will write on ${dayInWords(until, zone)} after ${timeInWords(until, zone)}. Nothing else from us until then,
        except about a booked visit.
      </p>
      ${linkButton('I can answer now', pathTo(view.token), { quiet: true })}`,
  });
};

/** Fixed words by level; they never name a disease and never depend on a score. */
const HELP: Readonly<Record<'u' | 'r', (survey: Survey) => Html>> = {
  u: ({ frame }) =>
    html`<h1>Please contact a doctor today</h1>
      <p>Call your doctor or ${frame.urgentNumber} today and say what you ticked.</p>
      <p>If it gets worse, call ${frame.emergencyNumber}.</p>
      <p>Your practitioner will see this, but may not see it today.</p>`,
  r: () =>
    html`<h1>Please speak with a doctor or pharmacist before your next visit</h1>
      <p>Tell your practitioner too. Your booking stays as it is; they may call you first.</p>`,
};

export const isHelpLevel = (level: string): level is 'u' | 'r' => level === 'u' || level === 'r';

export const helpPage = (view: Framed, level: 'u' | 'r'): string =>
  framed(view, { bare: true, body: HELP[level](view.survey) });
