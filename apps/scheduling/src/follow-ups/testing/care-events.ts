import { createEvent } from '@aftercare/contracts';
import type { DataOf, EventContract, EventOf } from '@aftercare/contracts';
import type { Saying } from '@aftercare/messaging';
import type { Clinic } from '../../clinics/application/ports.js';
import type { followUpEvents } from '../application/plan-follow-up.js';
import { CLINIC } from './care-world.js';

export type CareEvent = EventOf<(typeof followUpEvents)[number]>;

/** A clinic that keeps England's public holidays and opens from Monday to Saturday. */
export const elm: Clinic = {
  ...{ clinicId: CLINIC, name: 'Elm', alias: 'Elm', country: 'GB', zone: 'Europe/London', locale: 'en-GB' },
  ...{ place: '', phone: '', emergencyNumber: '999', urgentNumber: '111', smsSender: '', emailFrom: '' },
  sendMode: 'live',
  staffContacts: { phones: [], emails: [] },
  quietHours: { from: '09:00', to: '20:00' },
  surveyDelays: { deepTissueHours: 48, defaultHours: 24 },
  openingHours: ([1, 2, 3, 4, 5, 6] as const).map((weekday) => ({ weekday, from: '08:00', to: '20:00' })),
  closureDays: [],
  holidayRegion: 'GB-ENG',
  rooms: [],
  leadDays: 0,
  cutOffHours: 0,
  createdAt: new Date(0),
};

export const anEvent = <C extends EventContract>(contract: C, data: DataOf<C>, time = '2027-03-01T11:00:00Z') =>
  // The envelope of a contract is an event of it.
  createEvent(contract, data, {
    id: `${contract.type}${time}`,
    source: '/aftercare/test',
    time: new Date(time),
    clinicId: CLINIC,
    correlationId: 'c',
  }) as unknown as CareEvent;

/** What was said, in short. */
export const wordsOf = (says: readonly Saying[]): readonly string[] =>
  says.map(({ contract, data }) => {
    const said = data as Record<string, unknown>;
    return [
      contract.type.split('.').slice(-2)[0],
      said['sessionId'],
      said['dueOn'] ?? said['reason'] ?? said['lapsedOn'],
    ].join(' ');
  });

export const permutations = <T>(items: readonly T[]): readonly (readonly T[])[] =>
  items.length < 2
    ? [items]
    : items.flatMap((item, index) =>
        permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
      );
