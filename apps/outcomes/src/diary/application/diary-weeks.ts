import { Clock, dateOf, type ClinicKey } from '@aftercare/kernel';
import { nameOf } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { JourneyStore } from '../../surveys/application/ports.js';
import { diaryWeeks, weeksFrom, type DiaryWeek } from '../domain/diary-weeks.js';
import { factsOf, OpenedDays } from './opened-days.js';

export type { DiaryWeek } from '../domain/diary-weeks.js';

/** What a diary says week by week, for whoever treats the client. */
@Injectable()
export class DiaryWeeks {
  constructor(
    private readonly journeys: JourneyStore,
    private readonly opened: OpenedDays,
    private readonly clock: Clock,
  ) {}

  /** The newest first; nothing for somebody who wrote nothing down, or whom nobody knows. */
  async of(client: ClinicKey): Promise<readonly DiaryWeek[]> {
    const frame = (await this.journeys.many([client])).get(nameOf(client))?.state.frame;
    if (frame === undefined) return [];
    const today = dateOf(this.clock.now(), frame.clientZone);
    const opened = await this.opened.of(client, { from: weeksFrom(today), to: today });
    const filledIn = opened.flatMap(({ day, answers }) => {
      const facts = factsOf(day.date, answers);
      return facts === undefined ? [] : [{ ...facts, filledInLater: day.filledInLater }];
    });
    return diaryWeeks(filledIn, today);
  }
}
