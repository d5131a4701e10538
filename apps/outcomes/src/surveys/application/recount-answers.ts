import { Injectable } from '@nestjs/common';
import { applicableAnswers, instrumentOf, scoreOf } from '../../instruments/application/instruments.js';
import type { Counted } from '../../reports/application/counting.js';
import type { Survey } from '../domain/survey.js';
import { AnsweredForms } from './answered-forms.js';
import { countedAnswer, countedExpiry } from './finish-survey.js';
import { AnswerSheets, SurveyStore, type AnswerSheet } from './ports.js';

/** Scores every raw answer of a clinic afresh: what the counters must be equal to. */
@Injectable()
export class RecountAnswers {
  constructor(
    private readonly surveys: SurveyStore,
    private readonly sheets: AnswerSheets,
    private readonly forms: AnsweredForms,
  ) {}

  async ofClinic(clinicId: string): Promise<readonly Counted[]> {
    const sheets = new Map((await this.sheets.ofClinic(clinicId)).map((sheet) => [sheet.surveyId, sheet]));
    const counted: Counted[] = [];
    for (const survey of await this.surveys.ofClinic(clinicId)) {
      const one = await this.counted(survey, sheets.get(survey.id));
      if (one !== undefined) counted.push(one);
    }
    return counted;
  }

  private async counted(survey: Survey, sheet: AnswerSheet | undefined): Promise<Counted | undefined> {
    if (survey.state === 'answered' && survey.answeredAt !== undefined && !survey.late) {
      return this.scored(survey, survey.answeredAt, sheet);
    }
    const isExpired = survey.state === 'expired' || survey.late;
    return isExpired && survey.closedAt !== undefined ? countedExpiry(survey, survey.closedAt) : undefined;
  }

  private async scored(survey: Survey, at: Date, sheet: AnswerSheet | undefined): Promise<Counted> {
    const { answers } = await this.forms.openParts(survey, sheet?.parts ?? []);
    const facts = {
      presumed: survey.presumed,
      selfCarePlan: false,
      fiftyPlus: survey.frame.fiftyPlus,
      windowDays: sheet?.windowDays,
      shortForm: survey.shortForm,
    };
    // In a set of somebody else's no question depends on another.
    const applicable =
      survey.instrument === 'quarterly@1'
        ? answers
        : applicableAnswers(instrumentOf(survey.instrument), answers, facts);
    const score = scoreOf(survey.instrument, applicable, facts.windowDays);
    return countedAnswer(survey, score, at);
  }
}
