import { Clock } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import type { CalledOff, Horizon, ImportRow, ReadRow, WholeSeries } from '../domain/entry.js';
import type { ImportMapping } from '../domain/mapping.js';
import { ImportDirectory } from './import-directory.js';
import type { ImportHouse } from './import-directory.js';
import { ImportFiles } from './ports.js';
import type { ImportFormat } from './ports.js';
import { mappedClient, resolveEntry } from './resolve-entry.js';
import type { ResolvedEntry } from './resolve-entry.js';

/** Everything an import decides from, read before its transaction. */
export interface ImportInput {
  readonly house: ImportHouse;
  readonly source: string;
  readonly now: Date;
  readonly horizon: Horizon;
  /** How many visits the file tells. */
  readonly count: number;
  /** Tied to records, earliest visit first: so the first of a client is their first. */
  readonly entries: readonly ResolvedEntry[];
  readonly off: readonly CalledOffRow[];
  readonly whole: ReadonlyMap<string, WholeSeries>;
  /** Every visit that the file names, whatever becomes of its row. */
  readonly named: ReadonlySet<string>;
  /** Rows that no booking can come from. */
  readonly asides: readonly ImportRow[];
}

export interface CalledOffRow {
  readonly line: number;
  readonly off: CalledOff;
}

const DAY_MS = 86_400_000;
/** A year back is enough for session numbers, half a year ahead for any plan. */
const BACK_DAYS = 365;
const AHEAD_DAYS = 180;

/** Reads a file and ties its names to the clinic's records. */
@Injectable()
export class ReadImport {
  constructor(
    private readonly files: ImportFiles,
    private readonly directory: ImportDirectory,
    private readonly clock: Clock,
  ) {}

  async read(command: {
    readonly clinicId: string;
    readonly format: ImportFormat;
    readonly content: string;
    readonly mapping: ImportMapping;
  }): Promise<ImportInput> {
    const { mapping, format } = command;
    const house = await this.directory.house(command.clinicId);
    const now = this.clock.now();
    const horizon = {
      from: new Date(now.getTime() - BACK_DAYS * DAY_MS),
      to: new Date(now.getTime() + AHEAD_DAYS * DAY_MS),
    };
    const file = this.files.read({ format, content: command.content, zone: house.clinic.zone, mapping, horizon });
    const rows = lastWords(file.rows);
    const resolved = await this.resolve(rows, { house, mapping });
    return {
      house,
      source: mapping.source ?? format,
      now,
      horizon,
      count: rows.length,
      entries: resolved
        .filter((each) => 'entry' in each)
        .sort((a, b) => a.entry.startsAt.getTime() - b.entry.startsAt.getTime()),
      off: rows.flatMap((row) => (row.kind === 'off' ? [row] : [])),
      whole: file.whole,
      named: new Set(rows.flatMap((row) => uidOf(row) ?? [])),
      asides: [...rows.flatMap(asideOf), ...resolved.flatMap((each) => ('entry' in each ? [] : [each]))],
    };
  }

  private async resolve(
    rows: readonly ReadRow[],
    { house, mapping }: { readonly house: ImportHouse; readonly mapping: ImportMapping },
  ): Promise<readonly (ResolvedEntry | ImportRow)[]> {
    const found = rows.flatMap((row) => (row.kind === 'entry' ? [row] : []));
    const entries = found.map(({ entry }) => entry);
    const contacts = await this.directory.contacts(house.clinic, entries);
    const wanted = entries.flatMap((entry) => mappedClient(entry, mapping) ?? []);
    const mappedRefs = await this.directory.knownRefs(house.clinic.clinicId, wanted);
    return found.map(({ line, entry }) => resolveEntry(line, entry, { house, contacts, mapping, mappedRefs }));
  }
}

const uidOf = (row: ReadRow): string | undefined => {
  if (row.kind === 'entry') return row.entry.uid;
  return row.kind === 'off' ? row.off.uid : row.uid;
};

const asideOf = (row: ReadRow): readonly ImportRow[] => {
  if (row.kind === 'entry' || row.kind === 'off') return [];
  const { line, kind, reason, fields } = row;
  return [{ line, outcome: kind, reason, ...(fields === undefined ? {} : { fields }) }];
};

const isWord = (row: ReadRow): boolean => row.kind === 'entry' || row.kind === 'off';

/** Where two rows name one visit, the later one counts. */
const lastWords = (rows: readonly ReadRow[]): readonly ReadRow[] => {
  const last = new Map(rows.filter(isWord).map((row) => [uidOf(row), row]));
  return rows.map((row) => {
    const uid = uidOf(row);
    if (uid === undefined || !isWord(row) || last.get(uid) === row) return row;
    return { line: row.line, kind: 'ignored', reason: 'SUPERSEDED', uid };
  });
};
