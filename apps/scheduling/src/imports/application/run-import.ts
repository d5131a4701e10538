import { InvalidInputError } from '@aftercare/kernel';
import { Transactions } from '@aftercare/messaging';
import type { Loaded, UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { BookingDesk } from '../../bookings/application/booking-desk.js';
import { BookingStore } from '../../bookings/application/ports.js';
import type { Booking, Resources } from '../../bookings/application/ports.js';
import type { ImportOutcome, ImportRow } from '../domain/entry.js';
import type { ImportMapping } from '../domain/mapping.js';
import { givenUp } from './given-up.js';
import { ImportPlan } from './import-plan.js';
import { matchVisits } from './match-visits.js';
import type { Matches } from './match-visits.js';
import type { ImportFormat } from './ports.js';
import { ReadImport } from './read-import.js';
import type { ImportInput } from './read-import.js';
import { WriteImport } from './write-import.js';

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
    private readonly reader: ReadImport,
    private readonly writer: WriteImport,
  ) {}

  async execute(command: RunImportCommand): Promise<ImportReport> {
    const input = await this.reader.read(command);
    if (input.count > MOST_ROWS) throw new InvalidInputError(`a file may have at most ${MOST_ROWS} visits`);
    return this.transactions.run(async (work) => {
      const { plan, desk } = await this.plan(work, input);
      const rows = [...input.asides, ...plan.rows].sort((a, b) => a.line - b.line || startOf(a) - startOf(b));
      const totals = totalsOf(rows);
      if (!command.dryRun && plan.writes.length > 0) {
        const { id, clinicId, format } = command;
        await this.writer.write(work, { plan, desk, run: { id, clinicId, format, at: input.now, totals } });
      }
      return { dryRun: command.dryRun, totals, rows };
    });
  }

  private async plan(
    work: UseCaseWork,
    input: ImportInput,
  ): Promise<{ readonly plan: ImportPlan; readonly desk: BookingDesk }> {
    const { clinicId } = input.house.clinic;
    const known = await this.bookings.importedOnes(clinicId, input.source, work.within);
    const matches = matchVisits(input, known);
    const clients = [...input.entries, ...known.map(({ state }) => state)].map(({ clientRef }) => ({
      clinicId,
      id: clientRef,
    }));
    const visits = visitsOf(input, known, matches);
    const desk = await BookingDesk.open(this.bookings, { visits, clients }, work.within);
    const plan = new ImportPlan(input, desk, known);
    plan.giveUp(givenUp(input, known, matches));
    plan.add(input.entries, matches);
    return { plan, desk };
  }
}

const visitsOf = (
  { entries, house }: ImportInput,
  known: readonly Loaded<Booking>[],
  matches: Matches,
): readonly Resources[] => {
  const { clinicId, zone } = house.clinic;
  const wanted = entries.map(({ entry, practitionerId }) => ({
    clinicId,
    practitionerId,
    // A moved visit keeps its room, so the room's new day is written too.
    room: matches.get(entry.uid)?.state.room ?? null,
    timeZone: zone,
    startsAt: entry.startsAt,
    endsAt: entry.endsAt,
  }));
  return [...wanted, ...known.map(({ state }) => state).filter(({ state }) => state === 'booked')];
};

const startOf = (row: ImportRow): number => row.startsAt?.getTime() ?? 0;

const totalsOf = (rows: readonly ImportRow[]): Readonly<Record<ImportOutcome, number>> => {
  const totals: Record<ImportOutcome, number> = { created: 0, changed: 0, same: 0, ignored: 0, refused: 0 };
  for (const row of rows) totals[row.outcome] += 1;
  return totals;
};
