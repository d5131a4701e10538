import { Clock } from '@aftercare/kernel';
import { Transactions, type Cause, type UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { GATE, saysCount, surprising, type Answers } from '../../instruments/application/instruments.js';
import { takesAnswers } from '../domain/survey.js';
import { AnswerWriter } from './answer-writer.js';
import type { AnsweredForm } from './answered-forms.js';
import { GoOn, type SaveOutcome } from './go-on.js';
import { SurveyStore } from './ports.js';
import { readPart, withPart, type ReadPart, type SentPart } from './read-part.js';
import { mayBeChanged } from './survey-state.js';

export interface SavePartCommand extends SentPart {
  /** Of the form's link. */
  readonly token: string;
  /** The `form` cookie of the browser. */
  readonly browser: string;
  /** The surprising count was confirmed. */
  readonly confirmed: boolean;
}

/** Saves one part. The same part posted twice or in parallel is one answer, with a revision. */
@Injectable()
export class SavePart {
  constructor(
    private readonly transactions: Transactions,
    private readonly surveys: SurveyStore,
    private readonly answers: AnswerWriter,
    private readonly goOn: GoOn,
    private readonly clock: Clock,
  ) {}

  execute(command: SavePartCommand, cause?: Cause): Promise<SaveOutcome> {
    return this.transactions.run((work) => this.save(command, work), cause);
  }

  private async save(command: SavePartCommand, work: UseCaseWork): Promise<SaveOutcome> {
    const loaded = await this.surveys.byToken(command.token, work.within);
    const now = this.clock.now();
    if (loaded === undefined) return { kind: 'unknown' };
    const form = await this.answers.open(loaded, work);
    const isOpen = takesAnswers(form.survey, now) || mayBeChanged(form, command.browser, now);
    if (!isOpen) return this.goOn.tooLate(form, command, work);
    const read = readPart(form, command);
    if (read === undefined) return { kind: 'elsewhere' };
    if (read.problems.length > 0) return { kind: 'problems', form, problems: read.problems };
    const sentence = await this.surprise(form, command, read);
    if (sentence !== undefined) return { kind: 'surprising', form, sentence };
    const { part, browser } = command;
    const isNew = await this.answers.write(form, { part, content: read.content, browser }, work);
    const after = withPart(form, part, read.content);
    return this.goOn.from({ before: form, after, part, version: loaded.version, isNew }, work);
  }

  private async surprise(form: AnsweredForm, command: SavePartCommand, read: ReadPart): Promise<string | undefined> {
    if (command.confirmed || command.part === GATE || form.window === undefined) return undefined;
    // Not the gate, so these are answers.
    const answers = read.content as Answers;
    return saysCount(answers)
      ? surprising(answers, form.window.days, await this.answers.earlierCount(form.survey))
      : undefined;
  }
}
