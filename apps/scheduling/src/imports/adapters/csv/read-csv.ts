import { utcOf } from '@aftercare/kernel';
import { CsvError, parse } from 'csv-parse/sync';
import { ImportFileBrokenError } from '../../domain/entry.js';
import type { ImportReason, ReadFile, ReadRow } from '../../domain/entry.js';
import { ACUITY_COLUMNS } from '../../domain/mapping.js';
import type { Columns, ImportMapping } from '../../domain/mapping.js';
import { zoneNamed } from '../ical/zones.js';
import { wallTimeOf } from './wall-time.js';

interface CsvRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

interface CsvOptions {
  readonly zone: string;
  readonly mapping: ImportMapping;
}

const parsedRows = (content: string): readonly CsvRow[] => {
  try {
    // `info` wraps each record; the library's types do not follow the option.
    const records = parse(content, {
      columns: true,
      bom: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
    }) as unknown as readonly {
      readonly record: Record<string, string>;
      readonly info: { readonly lines: number };
    }[];
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    if (error instanceof CsvError) throw new ImportFileBrokenError(lineOf(error), error.message.slice(0, 160));
    throw error;
  }
};

const lineOf = (error: CsvError): number => {
  const line = error['lines'];
  return typeof line === 'number' ? line : 1;
};

/** Spreadsheets keep a leading plus only behind an apostrophe. */
const phoneText = (text: string): string => text.trim().replace(/^'/, '');

const REQUIRED: readonly (keyof Columns)[] = ['start', 'end', 'service', 'id'];

const checkColumns = (rows: readonly CsvRow[], columns: Columns): void => {
  const [first] = rows;
  if (first === undefined) throw new ImportFileBrokenError(1, 'there are no rows in this file');
  const missing = REQUIRED.map((name) => columns[name]).filter((column) => !(column in first.cells));
  if (missing.length > 0)
    throw new ImportFileBrokenError(1, `there is no column "${missing.join('", "')}"; name the columns in the mapping`);
};

const TRUE = new Set(['true', 'yes', '1', 'cancelled', 'canceled']);

interface Cells {
  readonly cell: (name: keyof Columns) => string;
  readonly line: number;
}

/** One that is called off needs its id only. */
const offRow = ({ cell, line }: Cells): ReadRow => ({
  line,
  kind: 'off',
  off: { uid: cell('id'), series: cell('id'), sequence: 0 },
});

const visitRow = ({ cell, line }: Cells, { zone, mapping }: CsvOptions): ReadRow => {
  const uid = cell('id');
  const refused = (reason: ImportReason): ReadRow => ({ line, kind: 'refused', reason, uid });
  const order = { dateOrder: mapping.dateOrder, line };
  const start = wallTimeOf(cell('start'), order);
  const end = wallTimeOf(cell('end'), order);
  if (start === undefined || end === undefined) return refused('UNREADABLE_TIME');
  const zoneName = cell('zone') === '' ? zone : zoneNamed(cell('zone'), mapping.zones);
  if (zoneName === undefined) return refused('UNKNOWN_ZONE');
  const startsAt = utcOf(start, zoneName);
  const endsAt = utcOf(end, zoneName);
  if (endsAt <= startsAt) return refused('ENDS_BEFORE_START');
  return {
    line,
    kind: 'entry',
    entry: {
      uid,
      series: uid,
      startsAt,
      endsAt,
      sequence: 0,
      service: cell('service'),
      practitioner: cell('practitioner'),
      emails: cell('email') === '' ? [] : [cell('email').toLowerCase()],
      phones: phoneText(cell('phone')) === '' ? [] : [phoneText(cell('phone'))],
    },
  };
};

const rowOf = ({ line, cells }: CsvRow, columns: Columns, options: CsvOptions): ReadRow => {
  const cell = (name: keyof Columns): string => cells[columns[name]]?.trim() ?? '';
  if (cell('id') === '') return { line, kind: 'refused', reason: 'NO_UID' };
  return TRUE.has(cell('cancelled').toLowerCase()) ? offRow({ cell, line }) : visitRow({ cell, line }, options);
};

/** The visits of a CSV export. Columns by the mapping, Acuity's by default. */
export const readCsv = (content: string, options: CsvOptions): ReadFile => {
  const columns: Columns = { ...ACUITY_COLUMNS, ...options.mapping.columns };
  const rows = parsedRows(content);
  checkColumns(rows, columns);
  return { rows: rows.map((row) => rowOf(row, columns, options)), whole: new Map() };
};
