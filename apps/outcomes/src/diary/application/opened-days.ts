import type { ClinicKey, LocalDate } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { choiceIn, choicesIn, countIn, type Answers } from '../../instruments/application/instruments.js';
import { AnswerVault } from '../../surveys/application/ports.js';
import type { DayFacts } from '../domain/diary-counts.js';
import { diaryDayId } from '../domain/diary-day.js';
import { DiaryStore, type DaySpan, type DiaryDay } from './ports.js';

/** A day with what was written into it. */
export interface OpenedDay {
  readonly day: DiaryDay;
  readonly answers: Answers;
}

export const clientOf = ({ clinicId, clientRef }: Pick<DiaryDay, 'clinicId' | 'clientRef'>): ClinicKey => ({
  clinicId,
  id: clientRef,
});

const isPain = (value: string | undefined): value is DayFacts['pain'] =>
  value === 'none' || value === 'headache' || value === 'migraine';

/** What a day is counted by; nothing where it says nothing about pain. */
export const factsOf = (date: LocalDate, answers: Answers): DayFacts | undefined => {
  const pain = choiceIn(answers, 'd1');
  if (!isPain(pain)) return undefined;
  const tookTriptan = choicesIn(answers, 'd5')?.includes('triptan') === true;
  return { date, pain, worst: countIn(answers, 'd2'), tookTriptan };
};

/** Opens what people wrote, with their own key. */
@Injectable()
export class OpenedDays {
  constructor(
    private readonly diaries: DiaryStore,
    private readonly vault: AnswerVault,
  ) {}

  /** By date. */
  async of(client: ClinicKey, span: DaySpan): Promise<readonly OpenedDay[]> {
    return this.open(client, await this.diaries.days([client], span));
  }

  /** Days of one client. */
  async open(client: ClinicKey, days: readonly DiaryDay[]): Promise<readonly OpenedDay[]> {
    if (days.length === 0) return [];
    const sealed = days.map((day) => ({ field: diaryDayId(day), sealed: day.sealed }));
    const texts = await this.vault.openAll(client, sealed);
    // Written by `RecordDay` and by nobody else.
    return days.map((day, index) => ({ day, answers: JSON.parse(texts[index] ?? '{}') as Answers }));
  }
}
