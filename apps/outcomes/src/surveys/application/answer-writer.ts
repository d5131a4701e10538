import { Clock, sha256 } from '@aftercare/kernel';
import type { UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import type { Answers, GateAnswer } from '../../instruments/application/instruments.js';
import { AnsweredForms, clientOf, partField, type AnsweredForm } from './answered-forms.js';
import { AnswerSheets, AnswerVault, type AnswerSheet, type SavedPart, type Survey } from './ports.js';

/** Opens and writes the sheet of a survey inside a transaction. */
@Injectable()
export class AnswerWriter {
  constructor(
    private readonly forms: AnsweredForms,
    private readonly sheets: AnswerSheets,
    private readonly vault: AnswerVault,
    private readonly clock: Clock,
  ) {}

  open(survey: Survey, work: UseCaseWork): Promise<AnsweredForm> {
    return this.forms.open(survey, work.within);
  }

  earlierCount(survey: Survey): Promise<{ readonly days: number; readonly windowDays: number } | undefined> {
    return this.forms.earlierCount(survey);
  }

  async write(
    form: AnsweredForm,
    given: { readonly part: string; readonly content: Answers | GateAnswer; readonly browser: string },
    work: UseCaseWork,
  ): Promise<void> {
    const { survey, sheet, window } = form;
    const parts = sheet?.state.parts ?? [];
    const text = JSON.stringify(given.content);
    const old = parts.find((one) => one.part === given.part);
    if (old !== undefined && (await this.textOf(survey, old)) === text) return;
    const saved = await this.sealed(survey, { ...given, text, revision: (old?.revision ?? 0) + 1 });
    const after: AnswerSheet = {
      surveyId: survey.id,
      clinicId: survey.clinicId,
      clientRef: survey.clientRef,
      parts: [...parts.filter((one) => one !== old), saved],
      windowDays: window?.days,
      since: window?.since,
    };
    this.sheets.save(after, sheet?.version, work.writes);
  }

  private async sealed(
    survey: Survey,
    given: { readonly part: string; readonly text: string; readonly revision: number; readonly browser: string },
  ): Promise<SavedPart> {
    return {
      part: given.part,
      revision: given.revision,
      sealed: await this.vault.seal(clientOf(survey), partField(survey.id, given.part), given.text),
      savedAt: this.clock.now(),
      by: sha256(given.browser),
    };
  }

  private async textOf(survey: Survey, part: SavedPart): Promise<string | undefined> {
    const field = { field: partField(survey.id, part.part), sealed: part.sealed };
    return (await this.vault.openAll(clientOf(survey), [field]))[0];
  }
}
