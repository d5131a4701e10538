import { FixedClock } from '@aftercare/kernel';
import { InMemoryTransactions, runOnce } from '@aftercare/messaging';
import { RecordOutcome } from '../../bookings/application/record-outcome.js';
import { VisitsAhead } from '../../bookings/application/visits-ahead.js';
import { InMemoryBookingStore, InMemorySessionStore } from '../../bookings/testing/in-memory-bookings.js';
import type { Catalogue, Technique } from '../../catalogue/application/ports.js';
import type { Clinic } from '../../clinics/application/ports.js';
import { CalendarAndCsvFiles } from '../adapters/files.js';
import { ImportDirectory } from '../application/import-directory.js';
import type { ImportHouse, KnownContacts } from '../application/import-directory.js';
import { ImportRuns } from '../application/ports.js';
import { ReadImport } from '../application/read-import.js';
import { RunImport } from '../application/run-import.js';
import type { ImportReport } from '../application/run-import.js';
import { WriteImport } from '../application/write-import.js';

export const CLINIC = 'clinic';

/** London, open on every day but Sunday. */
const clinic: Clinic = {
  ...{ clinicId: CLINIC, name: 'Elm', alias: 'Elm', country: 'GB', zone: 'Europe/London', locale: 'en-GB' },
  ...{ place: '', phone: '', emergencyNumber: '999', urgentNumber: '111', smsSender: '', emailFrom: '' },
  ...{ sendMode: 'live', staffContacts: { phones: [], emails: [] }, quietHours: { from: '09:00', to: '20:00' } },
  surveyDelays: { deepTissueHours: 48, defaultHours: 24 },
  openingHours: ([1, 2, 3, 4, 5, 6] as const).map((weekday) => ({ weekday, from: '08:00', to: '20:00' })),
  ...{ closureDays: [], holidayRegion: null, rooms: [], leadDays: 0, cutOffHours: 0, createdAt: new Date(0) },
};

const swedish: Technique = {
  ...{ code: 'swedish', name: 'Swedish', minMinutes: 60, maxMinutes: 60, requires: null },
  ...{ intervalDays: 21, neverUnderDays: 0, evidenceNote: null, considerations: '' },
  ...{ lengthFromSource: true, archived: false },
};
const trained: Technique = { ...swedish, code: 'trigger-point', name: 'Trigger point', requires: 'trigger-point' };
const catalogue: Catalogue = { clinicId: CLINIC, techniques: [swedish, trained], areas: [], addOns: [] };

const ana = {
  ...{ id: 'ana', clinicId: CLINIC, name: 'Ana', credentials: [], competencies: [] },
  ...{ active: true, createdAt: new Date(0) },
};

/** One practitioner; a client is who stands before the @ of an address. */
class OneHouse extends ImportDirectory {
  constructor() {
    // It asks no store.
    super(...([] as unknown as ConstructorParameters<typeof ImportDirectory>));
  }

  override house(): Promise<ImportHouse> {
    return Promise.resolve({ clinic, catalogue, practitioners: [ana] });
  }

  override contacts(): Promise<KnownContacts> {
    return Promise.resolve({ refsOf: ({ emails }) => emails.map((email) => email.replace(/@.*/, '')) });
  }

  override knownRefs(_clinicId: string, refs: readonly string[]): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set(refs));
  }
}

class CountedRuns extends ImportRuns {
  count = 0;

  override record(): void {
    this.count += 1;
  }
}

/** Imports over stores in memory. */
export class ImportWorld {
  readonly clock: FixedClock;
  readonly transactions: InMemoryTransactions;
  readonly runs = new CountedRuns();
  readonly outcome: RecordOutcome;
  private readonly store: InMemoryBookingStore;
  private readonly imports: RunImport;

  constructor(now = '2027-03-01T08:00:00Z') {
    this.clock = new FixedClock(new Date(now));
    this.transactions = new InMemoryTransactions({ service: 'scheduling', clock: this.clock });
    this.store = new InMemoryBookingStore(this.transactions);
    const sessions = new InMemorySessionStore(this.transactions);
    const ahead = new VisitsAhead(this.store, sessions, this.clock);
    this.outcome = new RecordOutcome(this.transactions, this.store, sessions, ahead, this.clock);
    const reader = new ReadImport(new CalendarAndCsvFiles(), new OneHouse(), this.clock);
    const writer = new WriteImport(this.store, sessions, this.runs, ahead);
    this.imports = new RunImport(this.transactions, this.store, reader, writer);
  }

  run(
    content: string,
    { format = 'ics', dryRun = false }: { format?: 'ics' | 'csv'; dryRun?: boolean } = {},
  ): Promise<ImportReport> {
    const mapping = { services: { Visit: { techniques: ['swedish'] } } };
    return this.imports.execute({ id: 'run', clinicId: CLINIC, format, content, mapping, dryRun });
  }

  /** `outcome REASON start` of each row. */
  async rows(content: string, options: { format?: 'ics' | 'csv'; dryRun?: boolean } = {}): Promise<readonly string[]> {
    const { rows } = await this.run(content, options);
    return rows.map(({ outcome, reason, startsAt }) =>
      `${outcome} ${reason} ${startsAt?.toISOString().slice(0, 16) ?? ''}`.trimEnd(),
    );
  }

  async bookings() {
    return runOnce(this.transactions, async ({ within }) =>
      [
        ...(await this.store.importedOnes(CLINIC, 'ics', within)),
        ...(await this.store.importedOnes(CLINIC, 'csv', within)),
      ].map(({ state }) => state),
    );
  }

  /** When the visits that are held begin. */
  async held(): Promise<readonly string[]> {
    const booked = (await this.bookings()).filter(({ state }) => state === 'booked');
    return booked.map(({ startsAt }) => startsAt.toISOString().slice(0, 16)).sort();
  }
}

export const ics = (...lines: readonly string[]): string => ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'].join('\r\n');

export const visitEvent = (uid: string, ...more: readonly string[]): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  'SUMMARY:Visit',
  'ATTENDEE:mailto:ann@example.com',
  ...more,
  'END:VEVENT',
];

/** An hour, local to the clinic. */
export const visitAt = (uid: string, at: string, ...more: readonly string[]): readonly string[] =>
  visitEvent(uid, `DTSTART:${at}`, 'DURATION:PT1H', ...more);
