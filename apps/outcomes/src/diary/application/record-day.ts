import { diaryRecordedV1 } from '@aftercare/contracts';
import { Clock, type LocalDate } from '@aftercare/kernel';
import { say, Transactions, type Cause, type Loaded, type UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import {
  checkPart,
  choiceIn,
  diary,
  DIARY_FACTS,
  diaryAnswers,
  diaryPartAfter,
  isDiaryPartOpen,
  type AnswerProblem,
  type Answers,
  type RawForm,
} from '../../instruments/application/instruments.js';
import { AnswerVault } from '../../surveys/application/ports.js';
import { diaryDayId, isWritable, written, type DiaryDay, type Writable } from '../domain/diary-day.js';
import type { DiaryPerson } from './diary-people.js';
import { OpenedDays } from './opened-days.js';
import { DiaryStore } from './ports.js';

export interface DayCommand {
  readonly person: DiaryPerson;
  readonly date: LocalDate;
  readonly part: string;
  readonly raw: RawForm;
}

export type RecordOutcome =
  | { readonly kind: 'saved'; readonly next: string | undefined }
  | { readonly kind: 'problems'; readonly problems: readonly AnswerProblem[] }
  | { readonly kind: 'closed'; readonly why: Exclude<Writable, 'yes'> }
  /** There is no such part, or the day as it stands does not ask it. */
  | { readonly kind: 'elsewhere' };

interface Known {
  readonly loaded: Loaded<DiaryDay> | undefined;
  readonly answers: Answers;
}

/** Writes down a part of a day. The same part sent twice, or by two browsers at once, is one entry with its versions. */
@Injectable()
export class RecordDay {
  constructor(
    private readonly transactions: Transactions,
    private readonly diaries: DiaryStore,
    private readonly opened: OpenedDays,
    private readonly vault: AnswerVault,
    private readonly clock: Clock,
  ) {}

  async execute(command: DayCommand, cause?: Cause): Promise<RecordOutcome> {
    const writable = isWritable(command.date, command.person.today);
    if (writable !== 'yes') return { kind: 'closed', why: writable };
    return this.transactions.run((work) => this.record(command, work), cause);
  }

  private async record(command: DayCommand, work: UseCaseWork): Promise<RecordOutcome> {
    const { person, date, part: id, raw } = command;
    const part = diary.parts.find((one) => one.id === id);
    const loaded = await this.diaries.day(person.client, date, work.within);
    const [open] = loaded === undefined ? [] : await this.opened.open(person.client, [loaded.state]);
    const known: Known = { loaded, answers: open?.answers ?? {} };
    const isFirst = id === diary.parts[0]?.id;
    if (part === undefined || (!isFirst && !isDiaryPartOpen(id, known.answers))) return { kind: 'elsewhere' };
    const { answers, problems } = checkPart(part, raw, {
      instrument: {},
      facts: DIARY_FACTS,
      earlier: known.answers,
    });
    if (problems.length > 0) return { kind: 'problems', problems };
    const own = new Set(part.items.map(({ code }) => code));
    const others = Object.entries(known.answers).filter(([code]) => !own.has(code));
    const after = diaryAnswers({ ...Object.fromEntries(others), ...answers });
    if (JSON.stringify(after) !== JSON.stringify(known.answers)) await this.write(command, { known, after }, work);
    return { kind: 'saved', next: diaryPartAfter(id, after) };
  }

  private async write(
    { person, date }: DayCommand,
    { known, after }: { readonly known: Known; readonly after: Answers },
    work: UseCaseWork,
  ): Promise<void> {
    const { clinicId, id: clientRef } = person.client;
    const head = { clinicId, clientRef, date };
    const at = this.clock.now();
    const sealed = await this.vault.seal(person.client, diaryDayId(head), JSON.stringify(after));
    const version = (known.loaded?.version ?? 0) + 1;
    const day = written(known.loaded?.state, head, { sealed, at, zone: person.zone });
    this.diaries.save(day, known.loaded?.version, work.writes);
    const notToday = date === person.today && choiceIn(after, 'd1') === 'migraine';
    work.say(say(diaryRecordedV1, clinicId, { clientRef, date, version, at: at.toISOString(), notToday }), version);
  }
}
