import { addDays, Clock, dateOf, type ClinicKey, type LocalDate } from '@aftercare/kernel';
import { nameOf } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { JourneyStore } from '../../surveys/application/ports.js';
import { diaryWindows, windowsFrom, type DiaryWindow } from '../domain/diary-counts.js';
import { clientOf, factsOf, OpenedDays } from './opened-days.js';
import { DiaryStore, type DiaryDay } from './ports.js';

export type { DiaryWindow } from '../domain/diary-counts.js';

/** Where a client's windows begin and what day it is there. */
interface Reckoning {
  readonly client: ClinicKey;
  readonly firstVisitOn: LocalDate;
  readonly today: LocalDate;
}

/** What diaries say about the weeks that are over. */
@Injectable()
export class DiaryWindows {
  constructor(
    private readonly journeys: JourneyStore,
    private readonly diaries: DiaryStore,
    private readonly opened: OpenedDays,
    private readonly clock: Clock,
  ) {}

  /** By client name, the newest first; who wrote nothing down, or had no visit yet, is left out. */
  async of(clients: readonly ClinicKey[]): Promise<ReadonlyMap<string, readonly DiaryWindow[]>> {
    const now = this.clock.now();
    const journeys = await this.journeys.many(clients);
    const reckoned = clients.flatMap((client): Reckoning[] => {
      const journey = journeys.get(nameOf(client))?.state;
      if (journey?.firstSessionOn === undefined || journey.frame === undefined) return [];
      return [{ client, firstVisitOn: journey.firstSessionOn, today: dateOf(now, journey.frame.clientZone) }];
    });
    const days = await this.daysOf(reckoned, dateOf(now, 'UTC'));
    const told = await Promise.all(
      reckoned.map(async ({ client, ...clocks }): Promise<[string, readonly DiaryWindow[]]> => {
        const opened = await this.opened.open(client, days.get(nameOf(client)) ?? []);
        const facts = opened.flatMap(({ day, answers }) => factsOf(day.date, answers) ?? []);
        return [nameOf(client), diaryWindows(facts, clocks)];
      }),
    );
    return new Map(told.filter(([, windows]) => windows.length > 0));
  }

  private async daysOf(
    reckoned: readonly Reckoning[],
    todayInUtc: LocalDate,
  ): Promise<ReadonlyMap<string, readonly DiaryDay[]>> {
    if (reckoned.length === 0) return new Map();
    // A day more at both ends: where the clients live it may be another date.
    const span = { from: windowsFrom(addDays(todayInUtc, -1)), to: addDays(todayInUtc, 1) };
    const found = await this.diaries.days(
      reckoned.map(({ client }) => client),
      span,
    );
    const byClient = new Map<string, DiaryDay[]>();
    for (const day of found) {
      const name = nameOf(clientOf(day));
      byClient.set(name, [...(byClient.get(name) ?? []), day]);
    }
    return byClient;
  }
}
