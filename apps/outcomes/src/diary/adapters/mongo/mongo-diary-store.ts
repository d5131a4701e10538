import type { ClinicKey, LocalDate } from '@aftercare/kernel';
import { sessionOf, type Loaded, type Transaction, type UnitOfWork } from '@aftercare/messaging';
import { anyOf, TenantCollections } from '@aftercare/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiaryStore, type DaySpan, type DiaryDay } from '../../application/ports.js';
import { diaryDayId } from '../../domain/diary-day.js';

/** As stored: `_id` is made of clinic, client and date. */
type Stored = DiaryDay & { readonly _id: string; readonly version: number };

const DAYS = 'diary_days';

const dayOf = ({ _id, version, ...day }: Stored): DiaryDay => day;

@Injectable()
export class MongoDiaryStore extends DiaryStore implements OnModuleInit {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.stored.createIndex({ clinicId: 1, clientRef: 1, date: 1 });
  }

  override async day(
    { clinicId, id: clientRef }: ClinicKey,
    date: LocalDate,
    within?: Transaction,
  ): Promise<Loaded<DiaryDay> | undefined> {
    const found = await this.stored.findOne(
      { _id: diaryDayId({ clinicId, clientRef, date }), clinicId },
      within === undefined ? {} : { session: sessionOf(within) },
    );
    return found === null ? undefined : { state: dayOf(found), version: found.version };
  }

  override async days(clients: readonly ClinicKey[], { from, to }: DaySpan): Promise<readonly DiaryDay[]> {
    if (clients.length === 0) return [];
    const found = await this.stored
      .find(anyOf(clients, 'clientRef', { date: { $gte: from, $lte: to } }))
      .sort({ date: 1 })
      .toArray();
    // The driver's type for what it reads adds the id to the document's own.
    return (found as unknown as readonly Stored[]).map(dayOf);
  }

  override save(day: DiaryDay, expectedVersion: number | undefined, writes: UnitOfWork): void {
    writes.put(DAYS, { clinicId: day.clinicId, id: diaryDayId(day) }, { ...day }, expectedVersion);
  }

  private get stored() {
    return this.collections.of<Stored>(DAYS);
  }
}
