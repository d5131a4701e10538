import { Clock } from '@aftercare/kernel';
import type { UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import {
  GATE,
  hasEnded,
  isEmergency,
  nextPart,
  readGate,
  type AnswerProblem,
  type SafetyLevel,
} from '../../instruments/application/instruments.js';
import { answer, start, takesAnswers } from '../domain/survey.js';
import type { AnsweredForm } from './answered-forms.js';
import { ChangeAnswers, type SavedStep } from './change-answers.js';
import { FinishSurvey, wishesIn } from './finish-survey.js';
import { SurveyStore } from './ports.js';
import type { SentPart } from './read-part.js';
import { sayAnswered, sayWishes } from './sayings.js';
import { levelIn } from './signs.js';

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly next: string | undefined; readonly level: SafetyLevel | undefined }
  | { readonly kind: 'problems'; readonly form: AnsweredForm; readonly problems: readonly AnswerProblem[] }
  | { readonly kind: 'surprising'; readonly form: AnsweredForm; readonly sentence: string }
  /** Finished, closed or withdrawn in the meantime, or a part that is not asked: the end page or the next part says it. */
  | { readonly kind: 'elsewhere' }
  /** No form has such a link. */
  | { readonly kind: 'unknown' };

/** Where a form goes on from a saved part; what ends it is done in the same transaction. */
@Injectable()
export class GoOn {
  constructor(
    private readonly surveys: SurveyStore,
    private readonly finish: FinishSurvey,
    private readonly changes: ChangeAnswers,
    private readonly clock: Clock,
  ) {}

  /** The form takes no more answers, but an emergency is told all the same. */
  async tooLate(form: AnsweredForm, { part, raw }: SentPart, work: UseCaseWork): Promise<SaveOutcome> {
    const gate = readGate(raw);
    if (part !== GATE || !isEmergency(gate)) return { kind: 'elsewhere' };
    return { kind: 'saved', next: undefined, level: await this.finish.flag({ ...form, gate }, work) };
  }

  async from(step: SavedStep, work: UseCaseWork): Promise<SaveOutcome> {
    const { after, part } = step;
    const now = this.clock.now();
    if (takesAnswers(after.survey, now)) return this.next(step, work);
    if (step.isNew) return { kind: 'saved', ...(await this.changes.apply(step, work)) };
    // The second tap of a double one: the same advice as the first.
    return { kind: 'saved', next: undefined, level: part === GATE ? levelIn(after, now) : undefined };
  }

  private async next({ after: form, version }: SavedStep, work: UseCaseWork): Promise<SaveOutcome> {
    const { survey } = form;
    const now = this.clock.now();
    const next = nextPart(form.instrument, { parts: form.saved, answers: form.answers }, form.facts);
    if (hasEnded(form.instrument, form.answers, form.facts))
      return { kind: 'saved', ...(await this.changes.takeBack(survey, version, work)) };
    const isDone = next === undefined;
    const level = isDone || form.gate !== undefined ? await this.finish.flag(form, work) : undefined;
    const after = isDone ? answer(survey, now) : start(survey, now);
    if (after !== survey) this.surveys.save(after, version, work.writes);
    if (isDone) {
      work.say(sayAnswered(after, now), version + 1);
      for (const saying of sayWishes(after, wishesIn(form.answers), now)) work.say(saying, version + 1);
      await this.finish.count(form, after, work);
    }
    return { kind: 'saved', next, level };
  }
}
