import { Clock, dateOf } from '@aftercare/kernel';
import { nameOf, type UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import {
  applicableAnswers,
  choiceIn,
  countIn,
  isUsable,
  scoreOf,
  worst,
  type Answers,
  type SafetyLevel,
  type Score,
} from '../../instruments/application/instruments.js';
import { Counting, type Counted } from '../../reports/application/counting.js';
import { Flags } from '../../safety/application/flags.js';
import {
  emptyInputs,
  tellsTheSame,
  withEffect,
  withoutEffect,
  withFirstForm,
  withWindow,
  type CadenceInputs,
  type Wish,
} from '../domain/cadence-inputs.js';
import type { Survey } from '../domain/survey.js';
import { clientOf, partField, type AnsweredForm } from './answered-forms.js';
import { AnswerVault, CadenceStore } from './ports.js';
import { signsIn, signsKept, type Signs } from './signs.js';
import type { Wishes } from './sayings.js';

const isWish = (value: string | undefined): value is Wish =>
  ['booked', 'suggest', 'not-now', 'stop'].includes(value ?? '');

/** What the client wishes about the next visit, if the form says so. */
const wishIn = (answers: Answers): Wish | undefined => {
  const wish = choiceIn(answers, 'f14');
  return isWish(wish) ? wish : undefined;
};

const INTERVALS: Readonly<Record<string, number | undefined>> = {
  practitioner: undefined,
  '2-weeks': 14,
  '3-weeks': 21,
  '4-weeks': 28,
};

/** How often somebody may be written to about a next visit, if the form says so. */
const intervalIn = (answers: Answers): 'none' | { readonly days: number | undefined } | undefined => {
  const choice = choiceIn(answers, 'a28');
  if (choice === 'none') return 'none';
  return choice !== undefined && choice in INTERVALS ? { days: INTERVALS[choice] } : undefined;
};

/** Everything that a form says about the next visit. */
export const wishesIn = (answers: Answers): Wishes => ({ wish: wishIn(answers), interval: intervalIn(answers) });

/** Of a set of somebody else's only whether it can be added up. */
const numbersOf = (score: Score): Pick<Counted, 'unwanted' | 'windowDays' | 'migraineDays'> => {
  if (score.kind === 'set') return {};
  return score.kind === 'session'
    ? { unwanted: score.unwanted?.any }
    : { windowDays: score.windowDays, migraineDays: score.migraineDays };
};

/** How an answered survey counts. */
export const countedAnswer = (survey: Survey, score: Score, at: Date): Counted => ({
  surveyId: survey.id,
  clinicId: survey.clinicId,
  clientRef: survey.clientRef,
  instrument: survey.instrument,
  technique: survey.technique,
  kind: 'answered',
  on: dateOf(at, survey.frame.clinicZone),
  at: at.getTime(),
  started: true,
  usable: isUsable(score),
  ...numbersOf(score),
});

/** How a survey counts that closed without being finished. */
export const countedExpiry = (survey: Survey, at: Date): Counted => ({
  surveyId: survey.id,
  clinicId: survey.clinicId,
  clientRef: survey.clientRef,
  instrument: survey.instrument,
  technique: survey.technique,
  kind: 'expired',
  on: dateOf(at, survey.frame.clinicZone),
  at: at.getTime(),
  started: survey.startedAt !== undefined,
  usable: false,
});

interface ScoredForm {
  readonly answers: Answers;
  readonly score: Score;
  readonly at: Date;
}

const scoredForm = (form: AnsweredForm, survey: Survey, at: Date): ScoredForm => {
  const answers = applicableAnswers(form.instrument, form.answers, form.facts);
  return { answers, score: scoreOf(survey.instrument, answers, form.facts.windowDays), at };
};

const withAnswers = (inputs: CadenceInputs, survey: Survey, given: ScoredForm): CadenceInputs => {
  const { answers, score, at } = given;
  if (score.kind === 'window') {
    const { windowDays, burdenDays, headacheDays, stress, demandingTime } = score;
    const window = {
      surveyId: survey.id,
      endsOn: dateOf(at, survey.frame.clientZone),
      windowDays,
      burdenDays,
      headacheDays,
      stress,
      demanding: demandingTime,
    };
    return withWindow(inputs, window, wishIn(answers));
  }
  if (score.kind === 'baseline') {
    const period = answers['a19'];
    const demandingPeriod = typeof period === 'object' && 'from' in period ? period : undefined;
    return withFirstForm(inputs, { stress: countIn(answers, 'a17'), demandingPeriod });
  }
  if (score.kind === 'set') return inputs;
  const effect = score.unwanted;
  if (effect?.any !== true || survey.sessionId === undefined) return inputs;
  return withEffect(inputs, {
    sessionId: survey.sessionId,
    at: survey.visitAt,
    worst: effect.worst,
    lasting: effect.lasting,
  });
};

/** Everything that follows from a finished form, in the transaction that saves its last part. */
@Injectable()
export class FinishSurvey {
  constructor(
    private readonly counting: Counting,
    private readonly flags: Flags,
    private readonly cadence: CadenceStore,
    private readonly vault: AnswerVault,
    private readonly clock: Clock,
  ) {}

  /** Raises what the gate and the answers call for; the same answer saved twice raises one flag. */
  async flag(form: AnsweredForm, work: UseCaseWork): Promise<SafetyLevel | undefined> {
    const { survey, gate } = form;
    const signs = signsIn(form, this.clock.now());
    const level = worst(Object.values(signs));
    if (level === undefined) return undefined;
    const field = partField(survey.id, 'flag');
    const sealed = await this.vault.seal(clientOf(survey), field, JSON.stringify({ ...gate, signs }));
    const { clinicId, clientRef, id: surveyId, sessionId } = survey;
    const head = {
      ...{ clinicId, clientRef, surveyId, sessionId, sealed },
      ...{ zone: survey.frame.clinicZone, raisedAt: this.clock.now() },
    };
    const signsOf = async (cleared: string): Promise<Signs> => {
      const [text = '{}'] = await this.vault.openAll(clientOf(survey), [{ field, sealed: cleared }]);
      return signsKept(text);
    };
    await this.flags.raise({ head, signs, signsOf }, work);
    return level;
  }

  /** Scores and counts. Late answers are kept and counted nowhere. */
  async count(form: AnsweredForm, survey: Survey, work: UseCaseWork): Promise<void> {
    const scored = scoredForm(form, survey, this.clock.now());
    if (!survey.late) await this.counting.ended(countedAnswer(survey, scored.score, scored.at), work);
    await this.noteFor(survey, (inputs) => withAnswers(inputs, survey, scored), work);
  }

  /** The same for answers that were changed since: they count on the day of the answer, as before. Whether the cadence has other inputs now. */
  async recount(form: AnsweredForm, survey: Survey, work: UseCaseWork): Promise<boolean> {
    const scored = scoredForm(form, survey, survey.answeredAt ?? this.clock.now());
    await this.counting.changed(countedAnswer(survey, scored.score, scored.at), work);
    return this.noteFor(survey, (inputs) => withAnswers(withoutEffect(inputs, survey.sessionId), survey, scored), work);
  }

  private async noteFor(
    survey: Survey,
    note: (inputs: CadenceInputs) => CadenceInputs,
    work: UseCaseWork,
  ): Promise<boolean> {
    const client = clientOf(survey);
    const known = (await this.cadence.many([client], work.within)).get(nameOf(client));
    const before = known?.state ?? emptyInputs(client.clinicId, client.id);
    const after = note(before);
    if (after !== before) this.cadence.save(after, known?.version, work.writes);
    return !tellsTheSame(before, after);
  }
}
