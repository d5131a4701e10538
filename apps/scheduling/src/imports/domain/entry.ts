import { DomainError } from '@aftercare/kernel';
import type { FieldProblem, LocalDate } from '@aftercare/kernel';

/** One visit as another program's file tells it; nothing in it is checked against our records yet. */
export interface ImportEntry {
  /** The same in every export of the same visit. */
  readonly uid: string;
  /** Names all occurrences of one series; the uid itself for a single visit. */
  readonly series: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Rises with every change at the source, where the source counts. */
  readonly sequence: number;
  /** What it is called there. */
  readonly service: string;
  /** Who holds it there, by name; empty where the file does not say. */
  readonly practitioner: string;
  readonly emails: readonly string[];
  /** As written in the file. */
  readonly phones: readonly string[];
}

/** A visit that a file calls off. It needs no length, names or client: what is held here for it is given up. */
export interface CalledOff {
  readonly uid: string;
  readonly series: string;
  readonly sequence: number;
  /** Where the file says it. */
  readonly startsAt?: Date;
  /** All of the series that the file does not name otherwise. */
  readonly whole?: boolean;
  /** All of the series from here on. */
  readonly from?: Date;
  /** That of the series on this date, where only the date is known. */
  readonly on?: LocalDate;
}

interface Aside {
  readonly line: number;
  readonly kind: 'ignored' | 'refused';
  readonly reason: ImportReason;
  /** Which visit it would have been: a row that is refused gives nothing up. */
  readonly uid?: string;
  readonly fields?: readonly FieldProblem[];
}

/** A row of a file: an entry, one that is called off, or why it is neither. */
export type ReadRow =
  | { readonly line: number; readonly kind: 'entry'; readonly entry: ImportEntry }
  | { readonly line: number; readonly kind: 'off'; readonly off: CalledOff }
  | Aside;

/** Occurrences of a series are only known inside this span. */
export interface Horizon {
  readonly from: Date;
  readonly to: Date;
}

/** A series that a file tells as a whole, so that an occurrence it does not name takes place no longer. */
export interface WholeSeries {
  readonly line: number;
  readonly sequence: number;
}

export interface ReadFile {
  readonly rows: readonly ReadRow[];
  /** By their name. */
  readonly whole: ReadonlyMap<string, WholeSeries>;
}

export type ImportReason =
  | 'NEW'
  | 'HISTORY'
  | 'MOVED'
  | 'SERVICE_CHANGED'
  | 'CLIENT_CHANGED'
  | 'CANCELLED'
  | 'LEFT_SERIES'
  | 'SAME'
  | 'ALL_DAY'
  | 'NO_UID'
  | 'NO_START'
  | 'ENDS_BEFORE_START'
  | 'UNKNOWN_ZONE'
  | 'UNREADABLE_TIME'
  | 'NEVER_OCCURS'
  | 'SUPERSEDED'
  | 'OLDER_SEQUENCE'
  | 'CANCELLED_HERE'
  | 'ALREADY_OVER'
  | 'UNMAPPED_CLIENT'
  | 'AMBIGUOUS_CLIENT'
  | 'UNMAPPED_SERVICE'
  | 'UNMAPPED_PRACTITIONER'
  | 'CLIENT_ARCHIVED'
  | 'SLOT_TAKEN'
  | 'TERMS';

export type ImportOutcome = 'created' | 'changed' | 'same' | 'ignored' | 'refused';

/** What an import does, or would do, with one row. */
export interface ImportRow {
  readonly line: number;
  readonly outcome: ImportOutcome;
  readonly reason: ImportReason;
  readonly startsAt?: Date;
  readonly bookingId?: string;
  /** More about a refusal, by field of the booking. */
  readonly fields?: readonly FieldProblem[];
}

/** The file cannot be read as a whole, so nothing of it is imported; the field names the line. */
export class ImportFileBrokenError extends DomainError {
  override readonly code = 'IMPORT_FILE_BROKEN';
  override readonly kind = 'invalid';
  override readonly fields: readonly FieldProblem[];

  constructor(
    readonly line: number,
    message: string,
  ) {
    super(`line ${line}: ${message}`);
    this.fields = [{ field: `line ${line}`, message }];
  }
}

/** 03/04/2027 is two dates; the mapping must say which. */
export class DateOrderUnknownError extends DomainError {
  override readonly code = 'DATE_ORDER_UNKNOWN';
  override readonly kind = 'invalid';
  override readonly fields: readonly FieldProblem[];

  constructor(line: number, text: string) {
    super(`line ${line}: "${text}" may be two dates; say the order in the mapping`);
    this.fields = [{ field: 'mapping.dateOrder', message: 'choose "dmy" or "mdy"' }];
  }
}
