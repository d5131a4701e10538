import {
  button,
  errorSummary,
  hidden,
  html,
  linkButton,
  notice,
  postForm,
  savingLine,
  type Html,
} from '@aftercare/pages';
import {
  GATE,
  itemsShown,
  partBefore,
  placeOf,
  windowOf,
  type AnswerProblem,
  type RawForm,
} from '../../../instruments/application/instruments.js';
import type { AnsweredForm } from '../../application/answered-forms.js';
import { gateBody } from './gate-view.js';
import { itemView } from '../../../instruments/application/item-view.js';
import { formData, framed, pathTo, type Framed } from './page-frame.js';
import { dateInWords, visitDay } from './words.js';

export interface PartView extends Framed {
  readonly form: AnsweredForm;
  readonly part: string;
  /** Values to show: typed a moment ago, or this browser's own. */
  readonly shown: RawForm;
  readonly problems?: readonly AnswerProblem[];
  /** Asks once whether a count is meant. */
  readonly sentence?: string | undefined;
  /** Somebody else's browser began, or this one earlier. */
  readonly isResumed: boolean;
  /** This part was answered, in another browser: what it holds is shown only there. */
  readonly isElsewhere?: boolean;
}

const since = (form: AnsweredForm): string =>
  form.window === undefined ? visitDay(form.survey) : dateInWords(form.window.since);

const heading = (form: AnsweredForm): string => {
  switch (form.instrument.lead) {
    case 'since-visit':
      return `Since your visit on ${visitDay(form.survey)}`;
    case 'window':
      return form.window === undefined ? 'Since your last form' : `Since ${since(form)} (${form.window.days} days)`;
    case 'own':
      return 'A few questions that come every three months';
    case 'last-28-days':
      return `Before your visit on ${visitDay(form.survey)}`;
  }
};

const gateHeading = (form: AnsweredForm): string =>
  form.instrument.lead === 'last-28-days'
    ? 'Last part: have you had any of these in the last 28 days?'
    : `Last part: have you had any of these since ${since(form)}?`;

const placeLine = (view: PartView): Html => {
  const { number, total, continued } = placeOf(view.form.instrument, view.form.answers, {
    part: view.part,
    facts: view.form.facts,
  });
  return html`<p class="muted calm">Part ${number} of ${total}${continued ? ', continued' : ''}</p>`;
};

const opening = (view: PartView): Html | undefined => {
  if (view.form.saved.size === 0) {
    const { minutes } = view.form.instrument;
    return html`<p class="muted">
      About ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}. You can stop and come back with the same link.
    </p>`;
  }
  if (view.isElsewhere === true) return html`<p>This part is answered. To change it, answer it again.</p>`;
  return view.isResumed ? html`<p class="muted">Welcome back. Your earlier answers are saved.</p>` : undefined;
};

const confirmation = (sentence: string | undefined): Html | undefined =>
  sentence === undefined
    ? undefined
    : notice(
        html`<p>${sentence}</p>
          ${button('Yes', { name: 'confirmed', value: 'yes' })} ${linkButton('Change it', '#f-f1', { quiet: true })}`,
      );

const items = (view: PartView): Html => {
  const { form } = view;
  const part = form.instrument.parts.find((one) => one.id === view.part);
  const errors = new Map((view.problems ?? []).map((problem) => [problem.item, problem.message]));
  const context = { shown: view.shown, windowDays: windowOf(form.instrument, form.facts), errors };
  const own = new Set(part?.items.map((item) => item.code));
  const earlier = Object.fromEntries(Object.entries(form.answers).filter(([code]) => !own.has(code)));
  return html`${part === undefined ? undefined : itemsShown(part, earlier, form.facts).map((item) => itemView(item, context))}`;
};

/** Whose words these are; it is part of the licence. */
const credit = ({ form }: PartView): Html | undefined =>
  form.instrument.credit === undefined ? undefined : html`<p class="muted">${form.instrument.credit}</p>`;

const formBody = (view: PartView): Html => {
  if (view.part === GATE) {
    const { frame } = view.survey;
    return gateBody({ heading: gateHeading(view.form), frame, shown: view.shown, problems: view.problems ?? [] });
  }
  return html`${confirmation(view.sentence)}${items(view)}${button('Save and continue')}${credit(view)}`;
};

/** So that what leaves this page late is known as late. */
const revisionOf = ({ form, part }: PartView): string =>
  String(form.sheet?.state.parts.find((one) => one.part === part)?.revision ?? 0);

/** A part of a form: line, heading, questions, one main button, and the way out for somebody in an attack. */
export const partPage = (view: PartView): string => {
  const { form, part, survey, token } = view;
  const problems = (view.problems ?? []).map(({ item, message }) => ({ field: item, message }));
  const before = partBefore(form.instrument, form.answers, { part, facts: form.facts });
  const isGate = part === GATE;
  const isFinished = survey.state === 'answered';
  const body = html`${errorSummary(problems)}${placeLine(view)}${
    isGate
      ? undefined
      : html`<h1>${heading(form)}</h1>
          ${opening(view)}`
  }${postForm({
    action: pathTo(token, part),
    data: { ...formData(survey), save: pathTo(token, `${part}/draft`), base: revisionOf(view) },
    body: html`${hidden('call', survey.frame.emergencyNumber)}${formBody(view)}${savingLine()}`,
  })}${
    isFinished
      ? undefined
      : html`<div class="calm">${linkButton('I have a migraine now', pathTo(token, 'now'), { quiet: true })}</div>`
  }`;
  return framed(view, {
    body,
    error: problems.length > 0,
    back: isFinished ? pathTo(token, 'end') : before === undefined ? undefined : pathTo(token, before),
  });
};
