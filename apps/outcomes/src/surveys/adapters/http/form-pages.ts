import { Clock, sha256 } from '@aftercare/kernel';
import type { ClientTheme } from '@aftercare/pages';
import { Injectable } from '@nestjs/common';
import {
  GATE,
  nextPart,
  partsToAsk,
  type GateAnswer,
  type RawForm,
} from '../../../instruments/application/instruments.js';
import { AnsweredForms, type AnsweredForm } from '../../application/answered-forms.js';
import { SurveyStore, type Survey } from '../../application/ports.js';
import { mayAskForLink, takesAnswersNow } from '../../application/survey-state.js';
import { closedPage, finishedElsewhere, finishedHere, unknownPage, withdrawnPage } from './end-pages.js';
import { rawOf } from './item-view.js';
import { pathTo } from './page-frame.js';
import { partPage } from './part-page.js';

/** A page to send, or an address to go to. */
export type Reply = { readonly html: string; readonly status: number } | { readonly goTo: string };

export interface Visitor {
  readonly token: string;
  readonly theme: ClientTheme;
  /** The `form` cookie, if this browser has one. */
  readonly browser: string | undefined;
}

const gateRaw = (gate: GateAnswer): RawForm => ({
  sg: gate.ticked.length === 0 ? ['none'] : gate.ticked,
  ...Object.fromEntries(Object.entries(gate.when).map(([item, when]) => [`when-${item}`, when])),
});

const isOwn = (form: AnsweredForm, part: string, browser: string | undefined): boolean =>
  browser !== undefined &&
  form.sheet?.state.parts.some((one) => one.part === part && one.by === sha256(browser)) === true;

/** Everything that GET shows. Nothing here writes. */
@Injectable()
export class FormPages {
  constructor(
    private readonly surveys: SurveyStore,
    private readonly forms: AnsweredForms,
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
    const survey = await this.surveyOf(visitor.token);
    if (survey === undefined) return this.unknown(visitor);
    if (!takesAnswersNow(survey, this.clock.now())) return this.ended(visitor, survey);
    const form = await this.forms.open(survey);
    const next = nextPart(form.instrument, { parts: form.saved, answers: form.answers }, form.facts);
    return next === undefined ? this.ended(visitor, survey) : this.show(visitor, form, next);
  }

  /** A part that was answered before, or the next one; nobody skips ahead. */
  async part(visitor: Visitor, part: string): Promise<Reply> {
    const survey = await this.surveyOf(visitor.token);
    if (survey === undefined) return this.unknown(visitor);
    if (!takesAnswersNow(survey, this.clock.now())) return this.ended(visitor, survey);
    const form = await this.forms.open(survey);
    const next = nextPart(form.instrument, { parts: form.saved, answers: form.answers }, form.facts);
    const isAsked =
      part === GATE || partsToAsk(form.instrument, form.answers, form.facts).some((one) => one.id === part);
    const isReachable = isAsked && (part === next || form.saved.has(part));
    return isReachable ? this.show(visitor, form, part) : { goTo: pathTo(visitor.token) };
  }

  async end(visitor: Visitor): Promise<Reply> {
    const survey = await this.surveyOf(visitor.token);
    if (survey === undefined) return this.unknown(visitor);
    return takesAnswersNow(survey, this.clock.now()) ? { goTo: pathTo(visitor.token) } : this.ended(visitor, survey);
  }

  private show(visitor: Visitor, form: AnsweredForm, part: string): Reply {
    const isOwnPart = isOwn(form, part, visitor.browser);
    const shown = isOwnPart ? valuesOf(form, part) : {};
    const isElsewhere = !isOwnPart && form.saved.has(part);
    const isResumed = !(form.sheet?.state.parts ?? []).some((one) => isOwn(form, one.part, visitor.browser));
    return {
      html: partPage({ survey: form.survey, ...visitor, form, part, shown, isResumed, isElsewhere }),
      status: 200,
    };
  }

  private async ended(visitor: Visitor, survey: Survey): Promise<Reply> {
    const view = { survey, token: visitor.token, theme: visitor.theme };
    const ok = (html: string): Reply => ({ html, status: 200 });
    if (survey.state === 'withdrawn') return ok(withdrawnPage(view));
    if (survey.state !== 'answered') return ok(closedPage(view, mayAskForLink(survey, this.clock.now())));
    const form = await this.forms.open(survey);
    const isHere = (form.sheet?.state.parts ?? []).some((one) => isOwn(form, one.part, visitor.browser));
    const isAllOwn = (form.sheet?.state.parts ?? []).every((one) => isOwn(form, one.part, visitor.browser));
    return ok(isHere && isAllOwn ? finishedHere(view, form) : finishedElsewhere(view));
  }
}

/** What this browser answered in a part. */
const valuesOf = (form: AnsweredForm, part: string): RawForm => {
  if (part === GATE) return form.gate === undefined ? {} : gateRaw(form.gate);
  const codes = form.instrument.parts.find((one) => one.id === part)?.items.map((item) => item.code) ?? [];
  return rawOf(Object.fromEntries(Object.entries(form.answers).filter(([code]) => codes.includes(code))));
};
