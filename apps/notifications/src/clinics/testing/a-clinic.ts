import type { ClinicRules } from '../application/ports.js';

/** Elm Rooms in London, live, open on weekdays. */
export const aClinic = (changes: Partial<ClinicRules> = {}): ClinicRules => ({
  clinicId: 'elm',
  version: 1,
  alias: 'Elm Rooms',
  zone: 'Europe/London',
  locale: 'en-GB',
  country: 'GB',
  phone: '+442079461111',
  emergencyNumber: '999',
  urgentNumber: '111',
  smsSender: '+442079460000',
  emailFrom: 'hello@elm.example',
  sendMode: 'live',
  staffContacts: { phones: [], emails: [] },
  quietHours: { from: '09:00', to: '20:00' },
  closureDays: [],
  holidayRegion: null,
  openDays: [1, 2, 3, 4, 5],
  ...changes,
});
