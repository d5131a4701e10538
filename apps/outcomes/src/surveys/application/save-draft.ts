import { Clock } from '@aftercare/kernel';
import { Transactions, type Cause, type UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import {
  GATE,
  GATE_NONE,
  levelOf,
  rawValues,
  readGate,
  type Answers,
  type GateAnswer,
} from '../../instruments/application/instruments.js';
import { start, takesAnswers } from '../domain/survey.js';
import { AnswerWriter } from './answer-writer.js';
import type { AnsweredForm } from './answered-forms.js';
import { FinishSurvey } from './finish-survey.js';
import { SurveyStore, type Survey } from './ports.js';
import { readPart, type SentPart } from './read-part.js';
import { mayBeChanged } from './survey-state.js';

export interface SaveDraftCommand extends SentPart {
  /** Of the form's link. */
  readonly token: string;
  /** The `form` cookie of the browser. */
  readonly browser: string;
  /** Revision of the part that the page was made from, 0 for none: what left that page late changes nothing. */
  readonly base: number;
}

/** `unreadable`: something typed is no answer yet; what could be read is kept. `elsewhere`: the form has gone on without this page. `unknown`: no form has such a link. */
export type DraftOutcome = 'kept' | 'unreadable' | 'elsewhere' | 'unknown';

interface SavedDraft {
  readonly outcome: DraftOutcome;
  /** Undefined for an unknown link. */
  readonly survey?: Survey;
}

/** Signs whose time is known; one that was ticked a moment ago says nothing yet. */
const dated = (gate: GateAnswer): GateAnswer => ({
  ...gate,
  ticked: gate.ticked.filter((item) => gate.when[item] !== undefined),
});

const revisionOf = (form: AnsweredForm, part: string): number =>
  form.sheet?.state.parts.find((one) => one.part === part)?.revision ?? 0;

const isNothing = ({ part, raw }: SentPart, content: Answers | GateAnswer): boolean =>
  part === GATE
    ? readGate(raw).ticked.length === 0 && !rawValues(raw, 'sg').includes(GATE_NONE.value)
    : Object.keys(content).length === 0;

/**
 * Keeps what somebody answered in a part that is not sent yet. A draft answers nothing: it ends no form and is neither scored nor counted.
 * Only a sign of an emergency with its time is told at once, because whoever reads that panel may never press another button (ux.md P3).
 */
@Injectable()
export class SaveDraft {
  constructor(
    private readonly transactions: Transactions,
    private readonly surveys: SurveyStore,
    private readonly answers: AnswerWriter,
    private readonly finish: FinishSurvey,
    private readonly clock: Clock,
  ) {}

  execute(command: SaveDraftCommand, cause?: Cause): Promise<SavedDraft> {
    return this.transactions.run((work) => this.save(command, work), cause);
  }

  private async save(command: SaveDraftCommand, work: UseCaseWork): Promise<SavedDraft> {
    const loaded = await this.surveys.byToken(command.token, work.within);
    if (loaded === undefined) return { outcome: 'unknown' };
    const form = await this.answers.open(loaded, work);
    await this.tell(form, command, work);
    return { outcome: await this.keep(form, command, { work, version: loaded.version }), survey: loaded.state };
  }

  private async keep(
    form: AnsweredForm,
    command: SaveDraftCommand,
    { work, version }: { readonly work: UseCaseWork; readonly version: number },
  ): Promise<DraftOutcome> {
    const { survey } = form;
    const now = this.clock.now();
    const isOpen = takesAnswers(survey, now) || mayBeChanged(form, command.browser, now);
    const read = isOpen && revisionOf(form, command.part) === command.base ? readPart(form, command) : undefined;
    if (read === undefined) return 'elsewhere';
    const content = isNothing(command, read.content) ? undefined : read.content;
    await this.answers.draft(form, { part: command.part, content, browser: command.browser }, work);
    const started = start(survey, now);
    if (started !== survey) this.surveys.save(started, version, work.writes);
    const isLost = read.problems.some(
      ({ item }) => rawValues(command.raw, item).length > 0 && command.part !== GATE && !(item in read.content),
    );
    return isLost ? 'unreadable' : 'kept';
  }

  private async tell(form: AnsweredForm, { part, raw }: SentPart, work: UseCaseWork): Promise<void> {
    const gate = dated(readGate(raw));
    // Other answers raise what they raise when the form is sent.
    if (part === GATE && levelOf(gate) !== undefined) await this.finish.flag({ ...form, gate, answers: {} }, work);
  }
}
