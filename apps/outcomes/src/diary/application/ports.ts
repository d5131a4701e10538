import type { ClinicKey, LocalDate } from '@aftercare/kernel';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import type { DiaryDay } from '../domain/diary-day.js';

export type { DiaryDay } from '../domain/diary-day.js';

/** Days from the first to the last, both included. */
export interface DaySpan {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Diaries of all clinics; `id` of a client's key is the client. */
export abstract class DiaryStore {
  abstract day(client: ClinicKey, date: LocalDate, within?: Transaction): Promise<Loaded<DiaryDay> | undefined>;
  /** Of all these clients, by date. */
  abstract days(clients: readonly ClinicKey[], span: DaySpan): Promise<readonly DiaryDay[]>;
  abstract save(day: DiaryDay, expectedVersion: number | undefined, writes: UnitOfWork): void;
}
