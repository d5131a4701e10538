import { AnswerSheet, type AnswerMood } from '../domain/answers.js';
import { ClientBrowser, type ClientPage, type PageForm } from '../http/client-browser.js';
import type { AnswersRecord } from '../records/types.js';

/** Longer than any questionnaire has parts, so that a page that never ends is noticed. */
const MOST_PAGES = 30;

/** What a page says where the visit was cancelled, or the form closed, while somebody filled it in: the answers count for nothing. */
const CAME_TOO_LATE = /^(?:We no longer need these\s+answers\.|These questions closed )/u;

type Values = readonly (readonly [string, string])[];
type Typed = Record<string, string | readonly string[]>;

const surveyForm = (page: ClientPage): PageForm | undefined =>
  page.forms.find((form) => form.surveyId !== undefined && form.fields.some((field) => field.kind !== 'fixed'));

/** One sitting of a person with a survey link. */
export class SurveyFiller {
  private readonly browser = new ClientBrowser();

  constructor(private readonly moodOf: (sessionId: string | undefined) => AnswerMood) {}

  /** Fills in part after part (only the first, when `half`); undefined when there was nothing to answer. */
  async fill(
    url: string,
    who: { readonly clientRef: string; readonly at: Date; readonly half: boolean },
  ): Promise<AnswersRecord | undefined> {
    let page = await this.browser.open(url);
    const first = surveyForm(page);
    if (first === undefined) return undefined;
    const sheet = new AnswerSheet(this.moodOf(first.sessionId));
    const typed: Typed = {};
    for (let count = 0; count < MOST_PAGES; count += 1) {
      const form = surveyForm(page);
      if (form === undefined || (who.half && count > 0)) break;
      page = await this.submit(page, form, answersTo(form, sheet, typed));
      this.refuseErrors(page, url);
    }
    return recordOf(first, who, {
      finished: surveyForm(page) === undefined && !CAME_TOO_LATE.test(page.heading),
      ...(sheet.windowDays === undefined ? {} : { windowDays: sheet.windowDays }),
      answers: typed,
    });
  }

  /** Sends a part; where the page asks once whether a surprising number is right, it is. */
  private async submit(page: ClientPage, form: PageForm, values: Values): Promise<ClientPage> {
    const answer = await this.browser.submit(page, form, values);
    const asking = surveyForm(answer);
    if (asking?.buttons.some((button) => button.name === 'confirmed') !== true) return answer;
    return this.browser.submit(answer, asking, [...values, ['confirmed', 'yes']]);
  }

  private refuseErrors(page: ClientPage, url: string): void {
    if (page.status >= 400 || page.errors.length > 0)
      throw new Error(`${url} refused the answers with ${page.status}: ${page.errors.join(' | ')} (${page.heading})`);
  }
}

const answersTo = (form: PageForm, sheet: AnswerSheet, typed: Typed): Values => {
  const values: [string, string][] = [];
  for (const field of form.fields) {
    const answers = sheet.answer(field);
    if (answers.length === 0) continue;
    typed[field.name] = field.kind === 'many' ? answers : (answers[0] ?? '');
    values.push(...answers.map((answer): [string, string] => [field.name, answer]));
  }
  return values;
};

const recordOf = (
  form: PageForm,
  who: { readonly clientRef: string; readonly at: Date },
  outcome: Pick<AnswersRecord, 'finished' | 'windowDays' | 'answers'>,
): AnswersRecord => ({
  at: who.at.toISOString(),
  surveyId: form.surveyId ?? '',
  clientRef: who.clientRef,
  sessionId: form.sessionId === undefined || form.sessionId === '' ? null : form.sessionId,
  instrument: form.instrument ?? '',
  ...outcome,
});
