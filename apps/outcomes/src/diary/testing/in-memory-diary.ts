import type { ClinicKey, LocalDate } from '@aftercare/kernel';
import {
  nameOf,
  type InMemoryTransactions,
  type Loaded,
  type Transaction,
  type UnitOfWork,
} from '@aftercare/messaging';
import { DiaryStore, type DaySpan, type DiaryDay } from '../application/ports.js';
import { diaryDayId } from '../domain/diary-day.js';

export class InMemoryDiaryStore extends DiaryStore {
  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }
  override async day(
    { clinicId, id: clientRef }: ClinicKey,
    date: LocalDate,
    within?: Transaction,
  ): Promise<Loaded<DiaryDay> | undefined> {
    const found = this.all(within).find(
      ({ state }) => state.clinicId === clinicId && state.clientRef === clientRef && state.date === date,
    );
    return found === undefined ? undefined : { state: found.state, version: found.version };
  }
  override async days(clients: readonly ClinicKey[], { from, to }: DaySpan): Promise<readonly DiaryDay[]> {
    const wanted = new Set(clients.map(nameOf));
    return this.all()
      .map(({ state }) => state)
      .filter((day) => wanted.has(nameOf({ clinicId: day.clinicId, id: day.clientRef })))
      .filter(({ date }) => date >= from && date <= to)
      .sort((one, other) => (one.date < other.date ? -1 : 1));
  }
  override save(day: DiaryDay, expectedVersion: number | undefined, writes: UnitOfWork): void {
    writes.put('diary_days', { clinicId: day.clinicId, id: diaryDayId(day) }, { state: day }, expectedVersion);
  }
  private all(within?: Transaction): readonly Loaded<DiaryDay>[] {
    return this.transactions.states<DiaryDay>('diary_days', within);
  }
}
