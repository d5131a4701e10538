import { DomainError, InvalidInputError, isHolidayRegion, isKnownZone } from '@aftercare/kernel';
import type { FieldProblem, HolidayRegion, LocalDate, Weekday } from '@aftercare/kernel';

/** The first gate of every message: `off` until an owner changes it. */
export type SendMode = 'off' | 'rehearsal' | 'staff' | 'live';

/** Wall-clock span of one day in the clinic's zone, `HH:MM`, `to` excluded. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

export interface OpeningHours extends DaySpan {
  readonly weekday: Weekday;
}

/** Everything an owner can set; other services look it up when `clinic.changed` says so. */
export interface ClinicSettings {
  readonly name: string;
  /** Stands at the start of every text: neutral and at most 15 characters, so that a text stays one part (ux.md 5.4). */
  readonly alias: string;
  readonly country: string;
  readonly zone: string;
  readonly locale: string;
  /** Where visits take place, in words for the client page. */
  readonly place: string;
  readonly phone: string;
  readonly emergencyNumber: string;
  readonly urgentNumber: string;
  readonly smsSender: string;
  readonly emailFrom: string;
  readonly sendMode: SendMode;
  readonly staffContacts: { readonly phones: readonly string[]; readonly emails: readonly string[] };
  readonly quietHours: DaySpan;
  readonly surveyDelays: { readonly deepTissueHours: number; readonly defaultHours: number };
  readonly openingHours: readonly OpeningHours[];
  readonly closureDays: readonly LocalDate[];
  /** Whose public holidays keep surveys and nudges away, e.g. `GB-ENG`; null: no day is one. */
  readonly holidayRegion: HolidayRegion | null;
  readonly rooms: readonly string[];
  /** Days between the computed day of the next visit and the nudge. */
  readonly leadDays: number;
  /** Inside this many hours before a visit the client page shows the phone number instead of buttons. */
  readonly cutOffHours: number;
}

export interface Clinic extends ClinicSettings {
  readonly clinicId: string;
  readonly createdAt: Date;
}

/** What nobody can guess for a clinic. */
export type ClinicOpening = Pick<ClinicSettings, 'name' | 'alias' | 'country' | 'zone' | 'locale'> &
  Partial<ClinicSettings> & { readonly clinicId: string };

/** The zone decides the local day of every held place, so it cannot change under them. */
export class ClinicHasBookingsError extends DomainError {
  override readonly code = 'CLINIC_HAS_BOOKINGS';
}

// Emergency and urgent numbers of the first three markets; 112 is answered by mobile networks everywhere else.
const NUMBERS: Readonly<Record<string, readonly [emergency: string, urgent: string]>> = {
  GB: ['999', '111'],
  US: ['911', '911'],
  AU: ['000', '1800 022 222'],
  DE: ['112', '116117'],
};

/**
 * Words that no text, subject or calendar may carry (ux.md 5.5); the alias stands in all of them. In the languages that messages
 * are written in, without accents. notifications looks at every rendered text with a longer list before it leaves.
 */
const TELLING =
  /migra|migren|headache|head pain|\bpain(?:s|ful|free|less|killer)?\b|massag|masaj|masaz|masseu|therap|terap|symptom|sintoma|treatment|traitement|tratamiento|behandlung|leczeni|medic|medizin|lekarstw|clinic|klini|patient|pacient|pacjent|tension|spannung|napieci|diary|tagebuch|dzienniczek|kopfschmerz|kopfweh|schmerz|cephale|douleur|mal de tete|maux de tete|jaqueca|cefalea|\bdolor\b|\bbol\b|bol glowy|\bobjaw|صداع|شقيق|تدليك|مساج|علاج|معالج|اعراض|عياد|مريض|توتر|يوميات/iu;

/** Without accents and invisible characters: what a reader's eye makes of it. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[łŁ]/gu, 'l');

const MONDAY_TO_SATURDAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6];

const defaultsFor = (country: string): Omit<ClinicSettings, 'name' | 'alias' | 'country' | 'zone' | 'locale'> => {
  const [emergencyNumber, urgentNumber] = NUMBERS[country] ?? ['112', '112'];
  return {
    place: '',
    phone: '',
    emergencyNumber,
    urgentNumber,
    smsSender: '',
    emailFrom: '',
    sendMode: 'off',
    staffContacts: { phones: [], emails: [] },
    quietHours: { from: '09:00', to: '20:00' },
    surveyDelays: { deepTissueHours: 48, defaultHours: 24 },
    openingHours: MONDAY_TO_SATURDAY.map((weekday) => ({ weekday, from: '08:00', to: '20:00' })),
    closureDays: [],
    // Routine notes keep off public holidays unless a clinic chooses otherwise (domain.md 2.6).
    holidayRegion: isHolidayRegion(country) ? country : null,
    rooms: [],
    leadDays: 0,
    cutOffHours: 0,
  };
};

const spanProblems = (field: string, span: DaySpan): readonly FieldProblem[] =>
  span.from < span.to ? [] : [{ field, message: 'must end later than it begins' }];

const check = (clinic: Clinic): Clinic => {
  const problems: readonly FieldProblem[] = [
    ...(isKnownZone(clinic.zone) ? [] : [{ field: 'zone', message: 'is not a time zone we know' }]),
    ...(clinic.alias.length <= 15 ? [] : [{ field: 'alias', message: 'has more than 15 characters' }]),
    ...(TELLING.test(plain(clinic.alias)) ? [{ field: 'alias', message: 'must not say what the visits are for' }] : []),
    ...(clinic.holidayRegion === null || isHolidayRegion(clinic.holidayRegion)
      ? []
      : [{ field: 'holidayRegion', message: 'is not a country or region whose public holidays we know' }]),
    ...spanProblems('quietHours', clinic.quietHours),
    ...clinic.openingHours.flatMap((span, index) => spanProblems(`openingHours.${index}`, span)),
  ];
  if (problems.length > 0) throw new InvalidInputError('the settings cannot stand as they are', problems);
  return clinic;
};

export const openClinic = (opening: ClinicOpening, now: Date): Clinic =>
  check({ ...defaultsFor(opening.country), ...opening, createdAt: now });

export const changeClinic = (
  clinic: Clinic,
  patch: Partial<ClinicSettings>,
  facts: { readonly hasOpenBookings: boolean },
): Clinic => {
  if (patch.zone !== undefined && patch.zone !== clinic.zone && facts.hasOpenBookings)
    throw new ClinicHasBookingsError('the zone cannot change while visits are booked');
  return check({ ...clinic, ...patch });
};

/** The weekdays on which the clinic opens at all. */
export const openDaysOf = (clinic: Pick<ClinicSettings, 'openingHours'>): readonly Weekday[] =>
  [...new Set(clinic.openingHours.map((span) => span.weekday))].sort((a, b) => a - b);
