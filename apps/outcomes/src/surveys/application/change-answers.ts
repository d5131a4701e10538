import { Clock } from '@aftercare/kernel';
import type { UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { GATE, hasEnded, nextPart, type SafetyLevel } from '../../instruments/application/instruments.js';
import { Counting } from '../../reports/application/counting.js';
import { change, dispute, isOpen, type Survey } from '../domain/survey.js';
import type { AnsweredForm } from './answered-forms.js';
import { FinishSurvey, wishesIn } from './finish-survey.js';
import { SurveyStore } from './ports.js';
import { sayCorrected, sayDisputed, sayWishes, sayWithdrawn } from './sayings.js';
import { levelIn } from './signs.js';

/** A form before and after one of its parts was saved. */
export interface SavedStep {
  readonly before: AnsweredForm;
  readonly after: AnsweredForm;
  readonly part: string;
  /** Of the survey as it was read. */
  readonly version: number;
  /** False: the part said the same before. */
  readonly isNew: boolean;
}

export interface Changed {
  readonly next: string | undefined;
  /** Only where this change calls for advice. */
  readonly level: SafetyLevel | undefined;
}

/** What follows from a changed answer: scores and counters say what the newest answers say, and it is still one answered form. */
@Injectable()
export class ChangeAnswers {
  constructor(
    private readonly surveys: SurveyStore,
    private readonly finish: FinishSurvey,
    private readonly counting: Counting,
    private readonly clock: Clock,
  ) {}

  async apply({ before, after, part, version }: SavedStep, work: UseCaseWork): Promise<Changed> {
    const now = this.clock.now();
    if (hasEnded(after.instrument, after.answers, after.facts)) return this.takeBack(after.survey, version, work);
    const survey = change(after.survey, now);
    this.surveys.save(survey, version, work.writes);
    const wishes = sayWishes(survey, wishesIn(after.answers), now, wishesIn(before.answers));
    for (const saying of wishes) work.say(saying, version + 1);
    const level = await this.finish.flag(after, work);
    if (await this.finish.recount(after, survey, work)) work.say(sayCorrected(survey, now), version + 1);
    const next = nextPart(after.instrument, { parts: after.saved, answers: after.answers }, after.facts);
    return { next, level: part === GATE || level !== levelIn(before, now) ? level : undefined };
  }

  /** The visit did not take place: the form was never due, and one that ended counts no more, not even as closed unanswered. */
  async takeBack(before: Survey, version: number, work: UseCaseWork): Promise<Changed> {
    const now = this.clock.now();
    const survey = dispute(before, now);
    this.surveys.save(survey, version, work.writes);
    for (const saying of [...sayDisputed(survey, now), sayWithdrawn(survey)]) work.say(saying, version + 1);
    if (!isOpen(before)) await this.counting.takenBack({ ...survey, surveyId: survey.id }, work);
    return { next: undefined, level: undefined };
  }
}
