import type { UnitOfWork } from '@aftercare/messaging';
import type { Horizon, ImportOutcome, ReadFile } from '../domain/entry.js';
import type { ImportMapping } from '../domain/mapping.js';

export type ImportFormat = 'ics' | 'csv';

export interface FileToRead {
  readonly format: ImportFormat;
  readonly content: string;
  /** For times without a zone. */
  readonly zone: string;
  readonly mapping: ImportMapping;
  readonly horizon: Horizon;
}

/** Reads other programs' files. Throws ImportFileBrokenError, with the line, for one that cannot be read as a whole. */
export abstract class ImportFiles {
  abstract read(file: FileToRead): ReadFile;
}

/** That a file was imported, and what came of it; never a row, which may name people. */
export interface ImportRun {
  readonly id: string;
  readonly clinicId: string;
  readonly format: ImportFormat;
  readonly at: Date;
  readonly totals: Readonly<Record<ImportOutcome, number>>;
}

export abstract class ImportRuns {
  abstract record(run: ImportRun, writes: UnitOfWork): void;
}
