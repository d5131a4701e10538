import { clinicChangedV1 } from '@aftercare/contracts';
import type { EventOf } from '@aftercare/contracts';
import type { ClinicKey } from '@aftercare/kernel';
import { Reaction } from '@aftercare/messaging';
import type { Decision, Loaded } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { KnownClinics } from './known-clinics.js';

type ClinicEvent = EventOf<typeof clinicChangedV1>;

/** Keeps the rules of clinics up to date. The look-up writes the projection by its own version, so there is no state to fold. */
@Injectable()
export class FollowClinics extends Reaction<never, typeof clinicChangedV1, null> {
  override readonly name = 'follow-clinics';
  override readonly consumes = [clinicChangedV1] as const;

  constructor(private readonly clinics: KnownClinics) {
    super();
  }

  override keyOf(event: ClinicEvent): ClinicKey {
    return { clinicId: event.clinicid, id: event.data.clinicId };
  }

  override async facts(events: readonly ClinicEvent[]): Promise<null> {
    await this.clinics.refresh([...new Set(events.map((event) => event.clinicid))]);
    return null;
  }

  override load(): Promise<ReadonlyMap<string, Loaded<never>>> {
    return Promise.resolve(new Map());
  }

  override decide(): Decision<never> {
    return { state: undefined, says: [] };
  }

  override save(): void {
    return undefined;
  }
}
