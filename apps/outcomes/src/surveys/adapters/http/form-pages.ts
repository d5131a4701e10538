import { Clock } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { GATE, nextPart, partsToAsk } from '../../../instruments/application/instruments.js';
import { AnsweredForms, type AnsweredForm } from '../../application/answered-forms.js';
import { SurveyStore, type LinkedSurvey, type Survey } from '../../application/ports.js';
import { isPartAnsweredBy, mayBeChanged, takesAnswersNow } from '../../application/survey-state.js';
import { unknownPage } from './end-pages.js';
import { EndStates } from './end-states.js';
import { pathTo } from './page-frame.js';
import { partPage } from './part-page.js';
import { answerRaw } from './shown-answers.js';
import type { Visitor } from './visitor.js';

/** A page to send, or an address to go to. */
export type Reply = { readonly html: string; readonly status: number } | { readonly goTo: string };

const nextOf = (form: AnsweredForm): string | undefined =>
  nextPart(form.instrument, { parts: form.saved, answers: form.answers }, form.facts);

/** Nobody skips ahead. */
const isReachable = (form: AnsweredForm, part: string): boolean => {
  const asked = partsToAsk(form.instrument, form.answers, form.facts);
  const isAsked = part === GATE || asked.some((one) => one.id === part);
  return isAsked && (form.saved.has(part) || part === nextOf(form));
};

/** Everything that GET shows. Nothing here writes. */
@Injectable()
export class FormPages {
  constructor(
    private readonly surveys: SurveyStore,
    private readonly forms: AnsweredForms,
    private readonly ends: EndStates,
    private readonly clock: Clock,
  ) {}

  async surveyOf(token: string): Promise<Survey | undefined> {
    return (await this.surveys.byToken(token))?.state;
  }

  unknown(visitor: Visitor): Reply {
    return { html: unknownPage(visitor.theme), status: 404 };
  }

  /** The first question that is not answered yet; there is no welcome page. */
  async first(visitor: Visitor): Promise<Reply> {
    const linked = await this.surveys.byToken(visitor.token);
    if (linked === undefined) return this.unknown(visitor);
    const form = await this.forms.open(linked);
    if (!takesAnswersNow(form.survey, this.clock.now())) return this.endOf(form, visitor, linked);
    const next = nextOf(form);
    return next === undefined ? this.ended(visitor, linked) : this.show(visitor, form, next);
  }

  /** A part that was answered before, or the next one; of a finished form only where its answers may be changed. */
  async part(visitor: Visitor, part: string): Promise<Reply> {
    const linked = await this.surveys.byToken(visitor.token);
    if (linked === undefined) return this.unknown(visitor);
    const now = this.clock.now();
    const form = await this.forms.open(linked);
    const isOpen = takesAnswersNow(form.survey, now);
    if (!isOpen && !mayBeChanged(form, visitor.browser, now)) return this.endOf(form, visitor, linked);
    if (isReachable(form, part)) return this.show(visitor, form, part);
    return { goTo: pathTo(visitor.token, isOpen ? undefined : 'end') };
  }

  async end(visitor: Visitor): Promise<Reply> {
    const linked = await this.surveys.byToken(visitor.token);
    if (linked === undefined) return this.unknown(visitor);
    return takesAnswersNow(linked.state, this.clock.now())
      ? { goTo: pathTo(visitor.token) }
      : this.ended(visitor, linked);
  }

  private async show(visitor: Visitor, form: AnsweredForm, part: string): Promise<Reply> {
    const { browser } = visitor;
    const isOwnPart = isPartAnsweredBy(form, part, browser);
    const draft = browser === undefined ? undefined : await this.forms.draftOf(form, part, browser);
    const html = partPage({
      survey: form.survey,
      ...visitor,
      form,
      part,
      shown: answerRaw(form, { part, draft, isOwnPart }),
      isResumed:
        draft === undefined &&
        !(form.sheet?.state.parts ?? []).some((one) => isPartAnsweredBy(form, one.part, browser)),
      isElsewhere: !isOwnPart && form.saved.has(part),
    });
    return { html, status: 200 };
  }

  private endOf({ survey }: AnsweredForm, visitor: Visitor, linked: LinkedSurvey): Promise<Reply> {
    return this.ended(visitor, { ...linked, state: survey });
  }

  private async ended(visitor: Visitor, linked: LinkedSurvey): Promise<Reply> {
    return { html: await this.ends.page(visitor, linked), status: 200 };
  }
}
