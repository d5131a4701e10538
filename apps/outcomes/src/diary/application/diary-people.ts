import { Clock, dateOf, localOf, TransientError, type ClinicKey, type LocalDate } from '@aftercare/kernel';
import { nameOf } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { JourneyStore, SchedulingFacts } from '../../surveys/application/ports.js';

/** Where somebody's diary stands: whose pages, which clock, which visits. */
export interface DiaryPerson {
  readonly client: ClinicKey;
  readonly alias: string;
  readonly emergencyNumber: string;
  readonly zone: string;
  readonly today: LocalDate;
  /** `HH:MM` where the client is. */
  readonly time: string;
  /** Days with a visit, past and to come. */
  readonly visitDays: ReadonlySet<LocalDate>;
}

type Place = Pick<DiaryPerson, 'alias' | 'emergencyNumber' | 'zone'>;

/** Asks scheduling where a client lives now; while it is silent, what was known at their last visit has to do, so that a day can be written down. */
@Injectable()
export class DiaryPeople {
  constructor(
    private readonly journeys: JourneyStore,
    private readonly scheduling: SchedulingFacts,
    private readonly clock: Clock,
  ) {}

  /** Undefined for somebody whom scheduling does not know (any more). Throws what scheduling's silence throws where nothing else is known. */
  async of(client: ClinicKey): Promise<DiaryPerson | undefined> {
    const journey = (await this.journeys.many([client])).get(nameOf(client))?.state;
    const place = await this.placeOf(client, journey?.frame);
    if (place === undefined) return undefined;
    const { date, time } = localOf(this.clock.now(), place.zone);
    const held = journey?.sessions.filter(({ tookPlace }) => tookPlace).flatMap(({ endedAt }) => endedAt ?? []) ?? [];
    const ahead =
      journey?.bookings
        .filter(({ cancelledAt, startsAt }) => cancelledAt === undefined && startsAt > this.clock.now())
        .map(({ startsAt }) => startsAt) ?? [];
    const visitDays = new Set([...held, ...ahead].map((at) => dateOf(at, place.zone)));
    return { client, ...place, today: date, time, visitDays };
  }

  private async placeOf(
    client: ClinicKey,
    known: { readonly alias: string; readonly emergencyNumber: string; readonly clientZone: string } | undefined,
  ): Promise<Place | undefined> {
    try {
      const { clinicId, id: clientRef } = client;
      const { clinics, clients } = await this.scheduling.visits([{ clinicId, clientRef, sessionIds: [] }]);
      const [clinic, own] = [clinics[0], clients[0]];
      if (clinic === undefined || own === undefined) return undefined;
      return { alias: clinic.alias, emergencyNumber: clinic.emergencyNumber, zone: own.zone ?? clinic.zone };
    } catch (error) {
      if (known === undefined || !(error instanceof TransientError)) throw error;
      return { alias: known.alias, emergencyNumber: known.emergencyNumber, zone: known.clientZone };
    }
  }
}
