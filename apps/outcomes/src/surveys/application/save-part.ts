import { Clock } from '@aftercare/kernel';
import { Transactions, type Cause, type UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import {
  checkGate,
  checkPart,
  GATE,
  hasEnded,
  isEmergency,
  nextPart,
  partsToAsk,
  readGate,
  surprising,
  type AnswerProblem,
  type Answers,
  type GateAnswer,
  type RawForm,
  type SafetyLevel,
} from '../../instruments/application/instruments.js';
import { answer, dispute, start, takesAnswers, type Survey } from '../domain/survey.js';
import { AnswerWriter } from './answer-writer.js';
import { keyOfSurvey, type AnsweredForm } from './answered-forms.js';
import { FinishSurvey, wishIn } from './finish-survey.js';
import { SurveyStore } from './ports.js';
import { sayAnswered, sayDisputed, sayWish, sayWithdrawn } from './sayings.js';

export interface SavePartCommand {
  readonly survey: Survey;
  readonly part: string;
  readonly raw: RawForm;
  /** The `form` cookie of the browser. */
  readonly browser: string;
  /** The surprising count was confirmed. */
  readonly confirmed: boolean;
}

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly next: string | undefined; readonly level: SafetyLevel | undefined }
  | { readonly kind: 'problems'; readonly form: AnsweredForm; readonly problems: readonly AnswerProblem[] }
  | { readonly kind: 'surprising'; readonly form: AnsweredForm; readonly sentence: string }
  /** Finished, closed or withdrawn in the meantime, or a part that is not asked: the end page or the next part says it. */
  | { readonly kind: 'elsewhere' };

type Checked = { readonly content: Answers | GateAnswer; readonly problems: readonly AnswerProblem[] };

const checked = (form: AnsweredForm, command: SavePartCommand): Checked | undefined => {
  if (command.part === GATE) {
    const { answer: content, problems } = checkGate(command.raw, form.facts);
    return { content, problems };
  }
  const part = partsToAsk(form.instrument, form.answers, form.facts).find((one) => one.id === command.part);
  if (part === undefined) return undefined;
  const { answers, problems } = checkPart(part, command.raw, {
    instrument: form.instrument,
    facts: form.facts,
    earlier: form.answers,
  });
  return { content: answers, problems };
};

/** Answers with this part in place of what it said before. */
const joined = (form: AnsweredForm, part: string, content: Answers | GateAnswer): AnsweredForm => {
  const saved = new Set([...form.saved, part]);
  // `checked` gives a gate answer for the gate and answers for every other part.
  if (part === GATE) return { ...form, saved, gate: content as GateAnswer };
  const own = form.instrument.parts.find((one) => one.id === part)?.items.map((item) => item.code) ?? [];
  const others = Object.fromEntries(Object.entries(form.answers).filter(([code]) => !own.includes(code)));
  return { ...form, saved, answers: { ...others, ...(content as Answers) } };
};

/** Saves one part. The same part posted twice or in parallel is one answer, with a revision. */
@Injectable()
export class SavePart {
  constructor(
    private readonly transactions: Transactions,
    private readonly surveys: SurveyStore,
    private readonly answers: AnswerWriter,
    private readonly finish: FinishSurvey,
    private readonly clock: Clock,
  ) {}

  execute(command: SavePartCommand, cause?: Cause): Promise<SaveOutcome> {
    return this.transactions.run((work) => this.save(command, work), cause);
  }

  private async save(command: SavePartCommand, work: UseCaseWork): Promise<SaveOutcome> {
    const [loaded] = await this.surveys.many([keyOfSurvey(command.survey)], work.within);
    const now = this.clock.now();
    if (loaded === undefined) return { kind: 'elsewhere' };
    const form = await this.answers.open(loaded.state, work);
    if (!takesAnswers(loaded.state, now)) return this.tooLate(form, command, work);
    const check = checked(form, command);
    if (check === undefined) return { kind: 'elsewhere' };
    if (check.problems.length > 0) return { kind: 'problems', form, problems: check.problems };
    const sentence = await this.surprise(form, command, check);
    if (sentence !== undefined) return { kind: 'surprising', form, sentence };
    const after = joined(form, command.part, check.content);
    await this.answers.write(form, { part: command.part, content: check.content, browser: command.browser }, work);
    return this.goOn(after, loaded.version, work);
  }

  /** The form takes no more answers, but an emergency is told all the same. */
  private async tooLate(form: AnsweredForm, command: SavePartCommand, work: UseCaseWork): Promise<SaveOutcome> {
    const gate = readGate(command.raw);
    if (command.part !== GATE || !isEmergency(gate)) return { kind: 'elsewhere' };
    return { kind: 'saved', next: undefined, level: await this.finish.flag({ ...form, gate }, work) };
  }

  /** Where the form goes on from here; what ends it is done in this transaction. */
  private async goOn(form: AnsweredForm, version: number, work: UseCaseWork): Promise<SaveOutcome> {
    const { survey } = form;
    const now = this.clock.now();
    const next = nextPart(form.instrument, { parts: form.saved, answers: form.answers }, form.facts);
    if (hasEnded(form.instrument, form.answers, form.facts)) return this.disputed(survey, version, work);
    const isDone = next === undefined;
    const level = isDone || form.gate !== undefined ? await this.finish.flag(form, work) : undefined;
    const after = isDone ? answer(survey, now) : start(survey, now);
    if (after !== survey) this.surveys.save(after, version, work.writes);
    if (isDone) {
      work.say(sayAnswered(after, now), version + 1);
      const wish = wishIn(form.answers);
      if (wish !== undefined) work.say(sayWish(after, wish, now), version + 1);
      await this.finish.count(form, after, work);
    }
    return { kind: 'saved', next, level };
  }

  private disputed(survey: Survey, version: number, work: UseCaseWork): SaveOutcome {
    const now = this.clock.now();
    const after = dispute(survey, now);
    this.surveys.save(after, version, work.writes);
    for (const saying of [...sayDisputed(after, now), sayWithdrawn(after)]) work.say(saying, version + 1);
    return { kind: 'saved', next: undefined, level: undefined };
  }

  private async surprise(form: AnsweredForm, command: SavePartCommand, check: Checked): Promise<string | undefined> {
    if (command.confirmed || command.part === GATE || form.window === undefined) return undefined;
    const earlier = await this.answers.earlierCount(form.survey);
    // Not the gate, so these are answers.
    return surprising(check.content as Answers, form.window.days, earlier);
  }
}
