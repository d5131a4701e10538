import { OwnerSilentError } from '@aftercare/platform';
import { SchedulingFacts, type VisitFacts, type VisitRef } from '../../surveys/application/ports.js';
import { someClinic } from '../../surveys/testing/events.js';

/** Scheduling that knows everybody at one place, until a test says otherwise. */
export class OneScheduling extends SchedulingFacts {
  zone: string | null = 'Europe/London';
  state: 'answers' | 'silent' | 'knows-nobody' = 'answers';

  override async visits(refs: readonly VisitRef[]): Promise<VisitFacts> {
    if (this.state === 'silent') throw new OwnerSilentError('scheduling did not answer');
    if (this.state === 'knows-nobody') return { clinics: [], clients: [], sessions: [] };
    return {
      clinics: refs.map(({ clinicId }) => someClinic(clinicId)),
      clients: refs.map(({ clinicId, clientRef }) => ({ clinicId, clientRef, zone: this.zone, yearOfBirth: null })),
      sessions: [],
    };
  }
}
