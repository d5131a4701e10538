import type { DemoClinic } from './clinics.js';
import type { Dice } from './dice.js';

export type Answering = 'at-once' | 'late' | 'half' | 'never';
export type Texting = 'quiet' | 'stop' | 'stop-start' | 'nonsense' | 'help';

/** How often a person has which kind of day, per 28; drives what they answer. */
export interface Health {
  readonly headacheDays: number;
  readonly migraineDays: number;
  readonly burdenDays: number;
  /** Change of the rates over the twelve weeks, as a factor; some get better, some worse. */
  readonly trend: number;
  readonly soreness: number;
}

export interface DemoConsent {
  readonly channel: 'sms' | 'email';
  readonly purpose: 'appointment' | 'survey' | 'follow-up';
  readonly granted: boolean;
}

/** One invented client. */
export interface Person {
  /** `elm-rooms-17`; the product gives the real clientRef. */
  readonly name: string;
  readonly clinicId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly zone: string;
  readonly yearOfBirth: number | null;
  readonly handset: 'works' | 'unreachable' | 'unknown';
  /** Closed: taken and sent back. Unwanted: its owner calls what comes unwanted. */
  readonly mailbox: 'works' | 'unknown' | 'closed' | 'unwanted';
  readonly answering: Answering;
  readonly texting: Texting;
  /** Moves house to this zone on this day of the run, if at all. */
  readonly movesTo: { readonly zone: string; readonly day: number } | null;
  readonly consents: readonly DemoConsent[];
  readonly health: Health;
  /** Usual days between visits. */
  readonly intervalDays: number;
  /** Books the next visit only when a note says that it is time. */
  readonly waitsForNote: boolean;
}

const FIRST =
  'Mara Jon Lea Kim Noor Ola Dev Ines Tom Ruth Sami Vera Iris Hugo Nell Otis Priya Rory Sana Theo Uma Wyn Yara Zed Alma Bram Cora Dion Esme Finn'.split(
    ' ',
  );
const LAST =
  'Abbot Birch Calder Dunn Ellery Frost Garner Hale Ibbott Jarvis Keane Lowry Marsh Nolan Orme Parr Quill Reeve Shaw Tranter Upton Vance Wylde Yates'.split(
    ' ',
  );

const US_AREAS = ['202', '212', '303', '404', '415'];

/** Numbers set aside for fiction in each country. */
const phoneOf = (clinic: DemoClinic, index: number): string => {
  switch (clinic.country) {
    case 'GB':
      return `+447700900${String(100 + index)}`;
    case 'US':
      return `+1${US_AREAS[index % US_AREAS.length] ?? '202'}55501${String(Math.floor(index / US_AREAS.length)).padStart(2, '0')}`;
    case 'AU':
      return `+61491570${String(100 + index)}`;
  }
};

const healthOf = (dice: Dice): Health => {
  const migraineDays = dice.weighted({ '0': 6, '3': 8, '5': 22, '7': 26, '9': 20, '12': 12, '16': 6 });
  const migraine = Number(migraineDays);
  const headacheDays = Math.min(28, migraine + dice.int(0, 6));
  return {
    headacheDays,
    migraineDays: migraine,
    burdenDays: Math.min(headacheDays, migraine + dice.int(0, 3)),
    trend: dice.pick([0.35, 0.5, 0.7, 0.9, 1, 1.1, 1.25]),
    soreness: dice.pick([0, 0.1, 0.2, 0.45]),
  };
};

const consentsOf = (dice: Dice, phone: string | null, email: string | null): readonly DemoConsent[] => {
  const ask = (channel: 'sms' | 'email', purpose: DemoConsent['purpose'], chance: number): readonly DemoConsent[] =>
    (channel === 'sms' ? phone : email) === null ? [] : [{ channel, purpose, granted: dice.chance(chance) }];
  return [
    ...ask('sms', 'appointment', 0.97),
    ...ask('email', 'appointment', 0.98),
    ...ask('sms', 'survey', 0.75),
    ...ask('email', 'survey', 0.8),
    ...ask('sms', 'follow-up', 0.2),
    ...ask('email', 'follow-up', 0.65),
  ];
};

const reachOf = (dice: Dice, clinic: DemoClinic, index: number, name: string): Pick<Person, 'phone' | 'email'> => {
  const phone = dice.chance(0.95) ? phoneOf(clinic, index) : null;
  const hasEmail = phone === null || dice.chance(0.92);
  return {
    phone,
    email: hasEmail ? `${name.toLowerCase()}.${index}@${clinic.country.toLowerCase()}.example.com` : null,
  };
};

const mailboxOf = (dice: Dice): Person['mailbox'] =>
  dice.chance(0.975) ? dice.fork('mailbox').weighted({ works: 95, closed: 3, unwanted: 2 }) : 'unknown';

type Habit = Pick<Person, 'intervalDays' | 'waitsForNote'>;

/** Clients with each usual interval, of every fifty; two of nine wait for a note. */
const CLIENTS_BY_INTERVAL: Readonly<Record<number, number>> = { 7: 8, 14: 20, 21: 16, 28: 6 };

const HABITS: readonly Habit[] = Object.entries(CLIENTS_BY_INTERVAL)
  .flatMap(([days, clients]) => Array.from({ length: clients }, () => Number(days)))
  .map((intervalDays, index) => ({ intervalDays, waitsForNote: [3, 7].includes(index % 9) }));

/**
 * Habits are dealt like cards, so that each full clinic has as many of each kind whatever the seed: rolled one by one, they made some
 * runs a tenth smaller than others.
 */
const habitOf = (index: number, root: Dice): Habit => {
  const dice = root.fork('habits');
  const ranks = HABITS.map((habit) => ({ habit, rank: dice.next() })).toSorted((one, other) => one.rank - other.rank);
  return ranks[index % ranks.length]?.habit ?? { intervalDays: 21, waitsForNote: false };
};

/** The `index`-th client of a clinic; the same dice make the same person. */
export const makePerson = (clinic: DemoClinic, index: number, root: Dice): Person => {
  const dice = root.fork(`person/${index}`);
  const firstName = FIRST[(index * 7 + clinic.clinicId.length) % FIRST.length] ?? 'Kim';
  const lastName = LAST[(index * 5 + 3) % LAST.length] ?? 'Hale';
  const { phone, email } = reachOf(dice, clinic, index, firstName);
  return {
    name: `${clinic.clinicId}-${index}`,
    clinicId: clinic.clinicId,
    firstName,
    lastName,
    phone,
    email,
    zone: clinic.zone,
    yearOfBirth: dice.chance(0.8) ? dice.int(1950, 2004) : null,
    handset: dice.weighted({ works: 96, unreachable: 3, unknown: 1 }),
    mailbox: mailboxOf(dice),
    answering: dice.weighted({ 'at-once': 30, late: 20, half: 8, never: 42 }),
    texting: dice.weighted({ quiet: 85, stop: 4, 'stop-start': 4, nonsense: 5, help: 2 }),
    movesTo: dice.chance(0.05) ? { zone: dice.pick(clinic.otherZones), day: dice.int(20, 60) } : null,
    consents: consentsOf(dice, phone, email),
    health: healthOf(dice),
    ...habitOf(index, root),
  };
};
