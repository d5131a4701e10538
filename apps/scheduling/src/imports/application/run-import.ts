import { InvalidInputError } from '@aftercare/kernel';
import { Transactions } from '@aftercare/messaging';
import type { UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { BookingDesk } from '../../bookings/application/booking-desk.js';
import { BookingStore, recordSession, SessionStore } from '../../bookings/application/ports.js';
import type { Booking, Resources } from '../../bookings/application/ports.js';
import { sayCancelled, sayConfirmed, sayRescheduled } from '../../bookings/application/sayings.js';
import type { Horizon, ImportOutcome, ImportRow, ReadRow } from '../domain/entry.js';
import type { ImportMapping } from '../domain/mapping.js';
import { ImportPlan } from './import-plan.js';
import type { PlannedWrite } from './import-plan.js';
import { ImportRuns } from './ports.js';
import type { ImportFormat } from './ports.js';
import { ReadImport } from './read-import.js';
import type { ImportInput } from './read-import.js';

export interface RunImportCommand {
  /** The same for every repetition of one request. */
  readonly id: string;
  readonly clinicId: string;
  readonly format: ImportFormat;
  readonly content: string;
  readonly mapping: ImportMapping;
  readonly dryRun: boolean;
}

export interface ImportReport {
  readonly dryRun: boolean;
  readonly totals: Readonly<Record<ImportOutcome, number>>;
  /** In the order of the file. */
  readonly rows: readonly ImportRow[];
}

/** One transaction writes a whole run, so it has a size; a longer file is split by its owner. */
const MOST_ROWS = 10_000;

/** Imports a file, or says what importing it would do. Everything that is created or changed is written in one transaction. */
@Injectable()
export class RunImport {
  constructor(
    private readonly transactions: Transactions,
    private readonly bookings: BookingStore,
    private readonly sessions: SessionStore,
    private readonly runs: ImportRuns,
    private readonly reader: ReadImport,
  ) {}

  async execute(command: RunImportCommand): Promise<ImportReport> {
    const input = await this.reader.read(command);
    if (input.rows.length > MOST_ROWS) throw new InvalidInputError(`a file may have at most ${MOST_ROWS} visits`);
    return this.transactions.run(async (work) => {
      const { plan, desk } = await this.plan(work, input);
      const rows = [...input.asides, ...plan.rows].sort((a, b) => a.line - b.line || startOf(a) - startOf(b));
      const totals = totalsOf(rows);
      if (!command.dryRun) this.write(work, { plan, desk, input });
      if (!command.dryRun && plan.writes.length > 0)
        this.runs.record(
          { id: command.id, clinicId: command.clinicId, format: command.format, at: input.now, totals },
          work.writes,
        );
      return { dryRun: command.dryRun, totals, rows };
    });
  }

  private async plan(
    work: UseCaseWork,
    input: ImportInput,
  ): Promise<{ readonly plan: ImportPlan; readonly desk: BookingDesk }> {
    const { clinic } = input.house;
    const known = await this.bookings.importedOnes(clinic.clinicId, input.source, work.within);
    const clients = [...input.entries, ...known.map(({ state }) => state)].map(({ clientRef }) => ({
      clinicId: clinic.clinicId,
      id: clientRef,
    }));
    const desk = await BookingDesk.open(
      this.bookings,
      {
        visits: visitsOf(
          input,
          known.map(({ state }) => state),
        ),
        clients,
      },
      work.within,
    );
    const byUid = new Map(known.map((loaded) => [loaded.state.imported?.uid ?? '', loaded]));
    const plan = new ImportPlan(input.house, desk, byUid, { source: input.source, now: input.now });
    for (const resolved of input.entries) plan.add(resolved);
    plan.leftOut(seriesOf(input.rows), uidsOf(input.rows), insideOf(input.horizon));
    return { plan, desk };
  }

  private write(
    work: UseCaseWork,
    { plan, desk, input }: { readonly plan: ImportPlan; readonly desk: BookingDesk; readonly input: ImportInput },
  ): void {
    desk.save(this.bookings, work.writes);
    for (const planned of plan.writes) {
      this.bookings.saveBooking(planned.after, planned.before?.version, work.writes);
      this.tell(work, planned, input.now);
    }
  }

  private tell(work: UseCaseWork, { before, after }: PlannedWrite, now: Date): void {
    const version = (before?.version ?? 0) + 1;
    if (after.history) {
      const { session } = recordSession(undefined, after, { record: 'completed', details: {}, at: now });
      this.sessions.save(session, undefined, work.writes);
    } else if (before === undefined) work.say(sayConfirmed(after), version);
    else if (after.state === 'cancelled') work.say(sayCancelled(after), version);
    else if (after.sequence !== before.state.sequence)
      work.say(sayRescheduled(before.state, after, { origin: 'import', at: now }), version);
  }
}

const visitsOf = ({ entries, house }: ImportInput, known: readonly Booking[]): readonly Resources[] => {
  const { clinicId, zone } = house.clinic;
  const before = new Map(
    known.filter(({ state }) => state === 'booked').map((booking) => [booking.imported?.uid, booking]),
  );
  const wanted = entries.map(({ entry, practitionerId }) => ({
    clinicId,
    practitionerId,
    // A moved visit keeps its room, so the room's new day is written too.
    room: before.get(entry.uid)?.room ?? null,
    timeZone: zone,
    startsAt: entry.startsAt,
    endsAt: entry.endsAt,
  }));
  return [...wanted, ...before.values()];
};

const startOf = (row: ImportRow): number => row.startsAt?.getTime() ?? 0;

const totalsOf = (rows: readonly ImportRow[]): Readonly<Record<ImportOutcome, number>> => {
  const totals: Record<ImportOutcome, number> = { created: 0, changed: 0, same: 0, ignored: 0, refused: 0 };
  for (const row of rows) totals[row.outcome] += 1;
  return totals;
};

const seriesOf = (rows: readonly ReadRow[]): ReadonlyMap<string, number> =>
  new Map(rows.flatMap((row) => (row.kind === 'entry' ? [[row.entry.series, row.line] as const] : [])));

const uidsOf = (rows: readonly ReadRow[]): ReadonlySet<string> =>
  new Set(rows.flatMap((row) => (row.kind === 'entry' ? [row.entry.uid] : [])));

const insideOf =
  ({ from, to }: Horizon) =>
  (at: Date): boolean =>
    at >= from && at <= to;
