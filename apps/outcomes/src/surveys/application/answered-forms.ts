import { Clock, sha256, type ClinicKey } from '@aftercare/kernel';
import type { Loaded, Transaction } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import {
  countIn,
  GATE,
  instrumentOf,
  windowOf,
  type Answers,
  type FormFacts,
  type GateAnswer,
  type Instrument,
} from '../../instruments/application/instruments.js';
import { QuarterlySlots } from '../../licences/application/quarterly-slots.js';
import { withdraw, type Survey } from '../domain/survey.js';
import { askedWindow, type AskedWindow } from '../domain/window.js';
import {
  AnswerSheets,
  AnswerVault,
  SurveyStore,
  type AnswerSheet,
  type LinkedSurvey,
  type SavedPart,
} from './ports.js';

/** A survey with everything that was answered so far, opened. */
export interface AnsweredForm {
  readonly survey: Survey;
  readonly instrument: Instrument;
  readonly facts: FormFacts;
  /** Only where the instrument asks about days since something. */
  readonly window: AskedWindow | undefined;
  readonly sheet: Loaded<AnswerSheet> | undefined;
  readonly answers: Answers;
  readonly gate: GateAnswer | undefined;
  readonly saved: ReadonlySet<string>;
}

/** What a part was sealed as; binds the text to its place. */
export const partField = (surveyId: string, part: string): string => `answers/${surveyId}/${part}`;
export const draftField = (surveyId: string, part: string): string => `drafts/${surveyId}/${part}`;
export const clientOf = (survey: Pick<Survey, 'clinicId' | 'clientRef'>): ClinicKey => ({
  clinicId: survey.clinicId,
  id: survey.clientRef,
});
export const keyOfSurvey = (survey: Pick<Survey, 'clinicId' | 'id'>): ClinicKey => ({
  clinicId: survey.clinicId,
  id: survey.id,
});

const COUNTS_DAYS: readonly Survey['instrument'][] = ['intake@1', 'follow-up@1'];

/** Our own sealed text; its shape is what `sealPart` wrote. */
const parsed = (text: string): unknown => JSON.parse(text);

/** Reads what was answered. */
@Injectable()
export class AnsweredForms {
  constructor(
    private readonly surveys: SurveyStore,
    private readonly sheets: AnswerSheets,
    private readonly vault: AnswerVault,
    private readonly clock: Clock,
    private readonly slots: QuarterlySlots,
  ) {}

  async open(linked: LinkedSurvey, within?: Transaction): Promise<AnsweredForm> {
    const { sheet } = linked;
    const { survey, instrument } = await this.filled(linked.state);
    const { answers, gate } = await this.openParts(survey, sheet?.state.parts ?? []);
    const window = survey.instrument === 'follow-up@1' ? await this.windowFor(survey, sheet?.state, within) : undefined;
    return {
      survey,
      instrument,
      facts: {
        presumed: survey.presumed,
        // Self-care plans come with the client pages; until then nobody has one.
        selfCarePlan: false,
        fiftyPlus: survey.frame.fiftyPlus,
        windowDays: window?.days,
        shortForm: survey.shortForm,
      },
      window,
      sheet,
      answers,
      gate,
      saved: new Set((sheet?.state.parts ?? []).map(({ part }) => part)),
    };
  }

  /** A slot whose licence is over shows nothing, whatever its record says until the change has reached it. */
  private async filled(survey: Survey): Promise<{ readonly survey: Survey; readonly instrument: Instrument }> {
    if (survey.instrument !== 'quarterly@1') return { survey, instrument: instrumentOf(survey.instrument) };
    const form = survey.set === undefined ? undefined : await this.slots.formOf(survey.clinicId, survey.set);
    if (form !== undefined) return { survey, instrument: form };
    const isDone = survey.state === 'answered';
    return { survey: isDone ? survey : withdraw(survey, 'LICENCE_ENDED'), instrument: EMPTY_SLOT };
  }

  /** Answers of one sheet, for pages, scores and recomputations alike. */
  async openParts(
    survey: Pick<Survey, 'id' | 'clinicId' | 'clientRef'>,
    parts: readonly SavedPart[],
  ): Promise<{ readonly answers: Answers; readonly gate: GateAnswer | undefined }> {
    const fields = parts.map(({ part, sealed }) => ({ field: partField(survey.id, part), sealed }));
    const texts = fields.length === 0 ? [] : await this.vault.openAll(clientOf(survey), fields);
    let answers: Answers = {};
    let gate: GateAnswer | undefined;
    for (const [index, { part }] of parts.entries()) {
      // Sealed by this service alone, so the shape is known.
      if (part === GATE) gate = parsed(texts[index] ?? '{}') as GateAnswer;
      else answers = { ...answers, ...(parsed(texts[index] ?? '{}') as Answers) };
    }
    return { answers, gate };
  }

  /** What this browser answered in a part without sending it. */
  async draftOf(form: AnsweredForm, part: string, browser: string): Promise<Answers | GateAnswer | undefined> {
    const by = sha256(browser);
    const draft = form.sheet?.state.drafts?.find((one) => one.part === part && one.by === by);
    if (draft === undefined) return undefined;
    const field = { field: draftField(form.survey.id, part), sealed: draft.sealed };
    const [text = '{}'] = await this.vault.openAll(clientOf(form.survey), [field]);
    // Sealed by this service alone, so the shape is known.
    return parsed(text) as Answers | GateAnswer;
  }

  /** Headache days said last time, with the days that they were said of; for the one question whether a count is meant. */
  async earlierCount(survey: Survey): Promise<{ readonly days: number; readonly windowDays: number } | undefined> {
    if (survey.instrument !== 'follow-up@1') return undefined;
    const earlier = (await this.answeredBefore(survey))[0];
    const sheet = earlier === undefined ? undefined : await this.sheets.load(keyOfSurvey(earlier));
    if (earlier === undefined || sheet === undefined) return undefined;
    const { answers } = await this.openParts(earlier, sheet.state.parts);
    const days = countIn(answers, earlier.instrument === 'intake@1' ? 'a3' : 'f1');
    const windowDays = windowOf(instrumentOf(earlier.instrument === 'intake@1' ? 'intake@1' : 'follow-up@1'), {
      ...NO_FACTS,
      windowDays: sheet.state.windowDays,
    });
    return days === undefined ? undefined : { days, windowDays };
  }

  private async windowFor(survey: Survey, sheet: AnswerSheet | undefined, within?: Transaction): Promise<AskedWindow> {
    if (sheet?.windowDays !== undefined && sheet.since !== undefined)
      return { since: sheet.since, days: sheet.windowDays };
    const earlier = await this.answeredBefore(survey, within);
    const last = earlier.find((one) => one.instrument === 'follow-up@1')?.answeredAt;
    return askedWindow(survey, last, this.clock.now());
  }

  /** The newest first. */
  private async answeredBefore(survey: Survey, within?: Transaction): Promise<readonly Survey[]> {
    const all = await this.surveys.ofClients([clientOf(survey)], within);
    const answeredAt = (one: Survey): number => one.answeredAt?.getTime() ?? 0;
    return all
      .map(({ state }) => state)
      .filter((one) => one.id !== survey.id && one.state === 'answered' && COUNTS_DAYS.includes(one.instrument))
      .sort((one, other) => answeredAt(other) - answeredAt(one));
  }
}

const EMPTY_SLOT: Instrument = {
  id: 'quarterly@1',
  licenceClass: 'B',
  minutes: 0,
  lead: 'own',
  parts: [],
  gate: 'safety@1',
};

const NO_FACTS: FormFacts = {
  presumed: false,
  selfCarePlan: false,
  fiftyPlus: undefined,
  windowDays: undefined,
  shortForm: false,
};
