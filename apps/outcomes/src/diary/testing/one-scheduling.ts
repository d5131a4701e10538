import { OwnerSilentError } from '@aftercare/platform';
import { SchedulingFacts, type VisitFacts, type VisitRef } from '../../surveys/application/ports.js';

/** Scheduling that knows everybody at one place, until a test says otherwise. */
export class OneScheduling extends SchedulingFacts {
  zone: string | null = 'Europe/London';
  state: 'answers' | 'silent' | 'knows-nobody' = 'answers';

  override async visits(refs: readonly VisitRef[]): Promise<VisitFacts> {
    if (this.state === 'silent') throw new OwnerSilentError('scheduling did not answer');
    if (this.state === 'knows-nobody') return { clinics: [], clients: [], sessions: [] };
    return {
      clinics: refs.map(({ clinicId }) => ({
        clinicId,
        alias: 'Elm Rooms',
        zone: 'Europe/London',
        phone: '+442071838750',
        emergencyNumber: '999',
        urgentNumber: '111',
        deepTissueHours: 48,
        defaultHours: 24,
      })),
      clients: refs.map(({ clinicId, clientRef }) => ({ clinicId, clientRef, zone: this.zone, yearOfBirth: null })),
      sessions: [],
    };
  }
}
