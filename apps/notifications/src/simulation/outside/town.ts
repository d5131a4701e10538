import type { SeededRandom } from '@aftercare/testing';
import type { ClinicRules } from '../../clinics/application/ports.js';
import type { ToldContact } from '../../contacts/application/contact-directory.js';

export const ZONES: readonly [string, ...string[]] = [
  'Europe/London',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Sydney',
  'Asia/Kolkata',
];

type Hours = ClinicRules['quietHours'];

export const SOME_HOURS: readonly [Hours, ...Hours[]] = [
  { from: '09:00', to: '20:00' },
  { from: '08:00', to: '19:00' },
  { from: '10:00', to: '18:30' },
];

const clinic = (clinicId: string, number: string, random: SeededRandom): ClinicRules => ({
  clinicId,
  version: 1,
  alias: `${clinicId} rooms`,
  zone: random.pick(ZONES),
  locale: 'en-GB',
  country: 'GB',
  phone: '+442079461111',
  emergencyNumber: '999',
  urgentNumber: '111',
  smsSender: number,
  emailFrom: `hello@${clinicId}.example`,
  sendMode: 'live',
  staffContacts: { phones: ['+447700900999'], emails: [`staff@${clinicId}.example`] },
  quietHours: random.pick(SOME_HOURS),
  closureDays: [],
  holidayRegion: random.pick([null, 'GB-ENG', 'US']),
  openDays: [1, 2, 3, 4, 5],
});

const NAMES = ['Ada', 'Bo', 'Cy', 'Dee', 'Eve', 'Flo'] as const;

/** Whose numbers people have. Three of these countries have several clocks. */
const NUMBERS = [
  { country: 'GB', prefix: '+4477009' },
  { country: 'US', prefix: '+1202555' },
  { country: 'AU', prefix: '+6149157' },
  { country: 'RU', prefix: '+7912555' },
] as const;

const numberOf = (random: SeededRandom): Pick<ToldContact, 'phone' | 'country'> => {
  if (!random.chance(0.9)) return { phone: null, country: null };
  const { country, prefix } = random.chance(0.7) ? NUMBERS[0] : random.pick(NUMBERS);
  return { phone: `${prefix}${String(random.between(10_000, 99_999))}`, country };
};

/** Some have never said where they live. */
const zoneOf = (rules: ClinicRules, random: SeededRandom): string | null => {
  if (random.chance(0.2)) return null;
  return random.chance(0.7) ? rules.zone : random.pick(ZONES);
};

const person = (rules: ClinicRules, name: string, random: SeededRandom): ToldContact => ({
  clinicId: rules.clinicId,
  clientRef: `${rules.clinicId}-${name.toLowerCase()}`,
  version: 1,
  firstName: name,
  ...numberOf(random),
  email: random.chance(0.85) ? `${name.toLowerCase()}@people.example` : null,
  locale: 'en-GB',
  zone: zoneOf(rules, random),
  archived: false,
});

export interface Town {
  readonly clinics: readonly ClinicRules[];
  readonly people: readonly ToldContact[];
}

/** Two clinics and some of their clients; the first two of a clinic may share a phone. */
export const aTown = (random: SeededRandom): Town => {
  const clinics = [clinic('elm', '+442079460001', random), clinic('oak', '+442079460002', random)];
  const people = clinics.flatMap((rules, index) => {
    const own = NAMES.slice(index * 3, index * 3 + (random.chance(0.3) ? 3 : 2)).map((name) =>
      person(rules, name, random),
    );
    const [first, second, ...rest] = own;
    if (first === undefined || second === undefined || !random.chance(0.4)) return own;
    return [first, { ...second, phone: first.phone, country: first.country }, ...rest];
  });
  return { clinics, people };
};
