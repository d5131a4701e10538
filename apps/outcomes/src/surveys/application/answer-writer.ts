import { Clock, sha256 } from '@aftercare/kernel';
import type { UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import type { Answers, GateAnswer } from '../../instruments/application/instruments.js';
import { isEmpty, partIn, sheetOf, withDraft, withoutDraft, withSaved } from './answer-sheet.js';
import { AnsweredForms, clientOf, draftField, partField, type AnsweredForm } from './answered-forms.js';
import {
  AnswerSheets,
  AnswerVault,
  type AnswerSheet,
  type LinkedSurvey,
  type SavedPart,
  type Survey,
} from './ports.js';

/** What a browser answered in one part. */
interface GivenPart {
  readonly part: string;
  readonly content: Answers | GateAnswer;
  readonly browser: string;
}
/** `content` undefined: nothing is answered any more. */
type GivenDraft = Omit<GivenPart, 'content'> & { readonly content: GivenPart['content'] | undefined };
interface SealedGiven {
  readonly part: string;
  readonly text: string;
  readonly revision: number;
  readonly browser: string;
  readonly field: typeof partField;
}

/** Opens and writes the sheet of a survey inside a transaction. */
@Injectable()
export class AnswerWriter {
  constructor(
    private readonly forms: AnsweredForms,
    private readonly sheets: AnswerSheets,
    private readonly vault: AnswerVault,
    private readonly clock: Clock,
  ) {}

  open(linked: LinkedSurvey, work: UseCaseWork): Promise<AnsweredForm> {
    return this.forms.open(linked, work.within);
  }

  earlierCount(survey: Survey): Promise<{ readonly days: number; readonly windowDays: number } | undefined> {
    return this.forms.earlierCount(survey);
  }

  /** Whether the part says something new; its draft has served. */
  async write(form: AnsweredForm, { part, content, browser }: GivenPart, work: UseCaseWork): Promise<boolean> {
    const { survey, window } = form;
    const sheet = sheetOf(form);
    const old = partIn(sheet.parts, part);
    const text = JSON.stringify(content);
    const isNew = (await this.textOf(survey, old, partField)) !== text;
    const given = { part, text, browser, revision: (old?.revision ?? 0) + 1, field: partField };
    const saved = isNew ? withSaved(sheet, await this.sealed(survey, given), window) : sheet;
    this.save(form, withoutDraft(saved, part), work);
    return isNew;
  }

  /** Keeps what is not sent yet beside what is. */
  async draft(form: AnsweredForm, { part, content, browser }: GivenDraft, work: UseCaseWork): Promise<void> {
    const sheet = sheetOf(form);
    const text = content === undefined ? undefined : JSON.stringify(content);
    const sent = await this.textOf(form.survey, partIn(sheet.parts, part), partField);
    const after =
      text === undefined || text === sent
        ? withoutDraft(sheet, part)
        : await this.drafted(form, { part, text, browser });
    this.save(form, after, work);
  }

  private async drafted(
    form: AnsweredForm,
    given: Pick<SealedGiven, 'part' | 'text' | 'browser'>,
  ): Promise<AnswerSheet> {
    const { survey } = form;
    const sheet = sheetOf(form);
    const old = partIn(sheet.drafts, given.part);
    const isKept = old?.by === sha256(given.browser) && (await this.textOf(survey, old, draftField)) === given.text;
    if (isKept) return sheet;
    const revision = (old?.revision ?? 0) + 1;
    return withDraft(sheet, await this.sealed(survey, { ...given, revision, field: draftField }));
  }

  private save(form: AnsweredForm, after: AnswerSheet, work: UseCaseWork): void {
    const isSame = after === form.sheet?.state || (form.sheet === undefined && isEmpty(after));
    if (!isSame) this.sheets.save(after, form.sheet?.version, work.writes);
  }

  private async sealed(survey: Survey, given: SealedGiven): Promise<SavedPart> {
    return {
      part: given.part,
      revision: given.revision,
      sealed: await this.vault.seal(clientOf(survey), given.field(survey.id, given.part), given.text),
      savedAt: this.clock.now(),
      by: sha256(given.browser),
    };
  }

  private async textOf(
    survey: Survey,
    part: SavedPart | undefined,
    field: typeof partField,
  ): Promise<string | undefined> {
    if (part === undefined) return undefined;
    const sealed = { field: field(survey.id, part.part), sealed: part.sealed };
    return (await this.vault.openAll(clientOf(survey), [sealed]))[0];
  }
}
