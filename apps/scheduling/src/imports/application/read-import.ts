import { Clock } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import type { Horizon, ImportRow, ReadRow } from '../domain/entry.js';
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
  readonly rows: readonly ReadRow[];
  /** Tied to records, earliest visit first: so the first of a client is their first. */
  readonly entries: readonly ResolvedEntry[];
  /** Rows that no booking can come from. */
  readonly asides: readonly ImportRow[];
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
    const { rows } = this.files.read({ format, content: command.content, zone: house.clinic.zone, mapping, horizon });
    const found = rows.flatMap((row) => (row.kind === 'entry' ? [row] : []));
    const entries = found.map(({ entry }) => entry);
    const contacts = await this.directory.contacts(house.clinic, entries);
    const wanted = entries.flatMap((entry) => mappedClient(entry, mapping) ?? []);
    const mappedRefs = await this.directory.knownRefs(command.clinicId, wanted);
    const resolved = found.map(({ line, entry }) =>
      resolveEntry(line, entry, { house, contacts, mapping, mappedRefs }),
    );
    return {
      house,
      source: mapping.source ?? format,
      now,
      horizon,
      rows,
      entries: resolved
        .filter((each) => 'entry' in each)
        .sort((a, b) => a.entry.startsAt.getTime() - b.entry.startsAt.getTime()),
      asides: [
        ...rows.flatMap((row) =>
          row.kind === 'entry' ? [] : [{ line: row.line, outcome: row.kind, reason: row.reason }],
        ),
        ...resolved.flatMap((each) => ('entry' in each ? [] : [each])),
      ],
    };
  }
}
