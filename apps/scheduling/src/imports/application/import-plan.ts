import { DomainError, hashId, uuidV5 } from '@aftercare/kernel';
import type { FieldProblem } from '@aftercare/kernel';
import type { Loaded } from '@aftercare/messaging';
import type { BookingDesk } from '../../bookings/application/booking-desk.js';
import { rulesOf } from '../../bookings/application/house.js';
import { book, cancel, checkTerms, close, move } from '../../bookings/application/ports.js';
import type { Booking, BookingTerms, ImportedFrom } from '../../bookings/application/ports.js';
import type { ImportOutcome, ImportReason, ImportRow } from '../domain/entry.js';
import type { ImportHouse } from './import-directory.js';
import type { ResolvedEntry } from './resolve-entry.js';

/** A booking as the import leaves it, with what it was before. */
export interface PlannedWrite {
  readonly before: Loaded<Booking> | undefined;
  readonly after: Booking;
}

/** Names made from a clinic, a source and a uid; a fixed random namespace. */
const NAMESPACE = '3d0f6a54-9a0e-4f5f-8e58-6a2f3c1d7b90';

const fingerprintOf = ({ entry, clientRef, practitionerId, techniques }: ResolvedEntry): string =>
  hashId(
    entry.startsAt.toISOString(),
    entry.endsAt.toISOString(),
    String(entry.cancelled),
    clientRef,
    practitionerId,
    ...techniques,
  );

const sameTime = (a: Pick<Booking, 'startsAt' | 'endsAt'>, b: Pick<Booking, 'startsAt' | 'endsAt'>): boolean =>
  a.startsAt.getTime() === b.startsAt.getTime() && a.endsAt.getTime() === b.endsAt.getTime();

/** Decides entry by entry what an import does. The same decisions make the dry run and the real one. */
export class ImportPlan {
  readonly rows: ImportRow[] = [];
  readonly writes: PlannedWrite[] = [];
  private readonly seen = new Set<string>();

  constructor(
    private readonly house: ImportHouse,
    private readonly desk: BookingDesk,
    private readonly known: ReadonlyMap<string, Loaded<Booking>>,
    private readonly run: { readonly source: string; readonly now: Date },
  ) {}

  add(resolved: ResolvedEntry): void {
    this.seen.add(resolved.entry.uid);
    try {
      this.rows.push(this.decide(resolved));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.rows.push({ ...this.row(resolved, 'refused', 'TERMS'), fields: fieldsOf(error) });
    }
  }

  /** Places whose series is in the file but which are in it no longer. */
  leftOut(series: ReadonlyMap<string, number>, seen: ReadonlySet<string>, inside: (at: Date) => boolean): void {
    for (const loaded of this.known.values()) {
      const booking = loaded.state;
      const line = booking.imported === null ? undefined : series.get(booking.imported.series);
      const gone = booking.imported !== null && !seen.has(booking.imported.uid) && !this.seen.has(booking.imported.uid);
      if (
        line === undefined ||
        !gone ||
        booking.state !== 'booked' ||
        booking.startsAt <= this.run.now ||
        !inside(booking.startsAt)
      )
        continue;
      this.giveUp(loaded, booking.imported);
      this.rows.push({
        line,
        outcome: 'changed',
        reason: 'LEFT_SERIES',
        startsAt: booking.startsAt,
        bookingId: booking.id,
      });
    }
  }

  private decide(resolved: ResolvedEntry): ImportRow {
    const { entry } = resolved;
    const known = this.known.get(entry.uid);
    if (known !== undefined) return this.again(resolved, known);
    if (entry.cancelled) return this.row(resolved, 'ignored', 'CANCELLED');
    return entry.endsAt <= this.run.now ? this.history(resolved) : this.create(resolved);
  }

  private create(resolved: ResolvedEntry): ImportRow {
    const terms = this.termsOf(resolved);
    this.check(terms);
    const clashes = this.desk.clashes(terms.id, terms);
    if (clashes.length > 0) return { ...this.row(resolved, 'refused', 'SLOT_TAKEN'), fields: clashes };
    const booking = book({ ...terms, first: this.desk.isFirst({ clinicId: terms.clinicId, id: terms.clientRef }) });
    this.desk.enter(booking);
    this.writes.push({ before: undefined, after: booking });
    return this.row(resolved, 'created', 'NEW');
  }

  /** It ended before the import: a record, from which nothing follows. */
  private history(resolved: ResolvedEntry): ImportRow {
    const terms = { ...this.termsOf(resolved), history: true };
    const first = this.desk.isFirst({ clinicId: terms.clinicId, id: terms.clientRef });
    const booking = close(book({ ...terms, first }), 'completed', terms.endsAt);
    this.desk.enter(booking);
    this.writes.push({ before: undefined, after: booking });
    return this.row(resolved, 'created', 'HISTORY');
  }

  private again(resolved: ResolvedEntry, known: Loaded<Booking>): ImportRow {
    const before = known.state;
    const imported = this.importedOf(resolved);
    const obstacle = this.obstacle(resolved, before, imported);
    if (obstacle !== undefined) return obstacle;
    if (resolved.entry.cancelled) {
      this.giveUp(known, imported);
      return this.row(resolved, 'changed', 'CANCELLED');
    }
    return this.moved(resolved, known, imported);
  }

  /** Why a file that knows this visit changes nothing here. */
  private obstacle(resolved: ResolvedEntry, before: Booking, imported: ImportedFrom): ImportRow | undefined {
    const { now } = this.run;
    const last = before.imported ?? imported;
    if (last.fingerprint === imported.fingerprint) return this.row(resolved, 'same', 'SAME');
    if (last.sequence > imported.sequence) return this.row(resolved, 'ignored', 'OLDER_SEQUENCE');
    if (before.state === 'cancelled') return this.row(resolved, 'ignored', 'CANCELLED_HERE');
    const isAhead = before.state === 'booked' && before.startsAt > now && resolved.entry.startsAt > now;
    if (!isAhead) return this.row(resolved, 'ignored', 'ALREADY_OVER');
    return before.clientRef === resolved.clientRef ? undefined : this.row(resolved, 'refused', 'CLIENT_CHANGED');
  }

  private moved(resolved: ResolvedEntry, known: Loaded<Booking>, imported: ImportedFrom): ImportRow {
    const before = known.state;
    const { startsAt, endsAt } = resolved.entry;
    const { practitionerId, techniques, areas } = resolved;
    const changed = { techniques, areas, imported };
    if (sameTime(before, resolved.entry) && before.practitionerId === practitionerId) {
      this.writes.push({ before: known, after: { ...before, ...changed } });
      return this.row(resolved, 'changed', 'SERVICE_CHANGED');
    }
    const to = {
      startsAt,
      endsAt,
      practitionerId,
      room: before.room,
      timeZone: this.house.clinic.zone,
      overlapReason: null,
    };
    const after = { ...move(before, to, this.run.now), ...changed };
    this.check(after);
    const clashes = this.desk.clashes(after.id, after);
    if (clashes.length > 0) return { ...this.row(resolved, 'refused', 'SLOT_TAKEN'), fields: clashes };
    this.desk.shift(before, after);
    this.writes.push({ before: known, after });
    return this.row(resolved, 'changed', 'MOVED');
  }

  private giveUp(known: Loaded<Booking>, imported: ImportedFrom | null): void {
    const after = { ...cancel(known.state, { origin: 'import', reason: null }, this.run.now), imported };
    this.desk.drop(known.state);
    this.writes.push({ before: known, after });
  }

  private check(terms: Pick<BookingTerms, 'techniques' | 'room' | 'startsAt' | 'endsAt' | 'practitionerId'>): void {
    const practitioner = this.house.practitioners.find(({ id }) => id === terms.practitionerId);
    if (practitioner === undefined) return;
    // A visit under way is a visit: only its end decides whether it is history.
    const now = terms.startsAt < this.run.now ? terms.startsAt : this.run.now;
    checkTerms(terms, rulesOf(this.house.clinic, this.house.catalogue, practitioner), now);
  }

  private importedOf(resolved: ResolvedEntry): ImportedFrom {
    const { uid, series, sequence } = resolved.entry;
    return { source: this.run.source, uid, series, sequence, fingerprint: fingerprintOf(resolved) };
  }

  private bookingIdOf(resolved: ResolvedEntry): string {
    const { clinicId } = this.house.clinic;
    return (
      this.known.get(resolved.entry.uid)?.state.id ??
      uuidV5(NAMESPACE, [clinicId, this.run.source, resolved.entry.uid].join('\u001f'))
    );
  }

  private row(resolved: ResolvedEntry, outcome: ImportOutcome, reason: ImportReason): ImportRow {
    const made = outcome === 'created' || outcome === 'changed' || outcome === 'same';
    const head = { line: resolved.line, outcome, reason, startsAt: resolved.entry.startsAt };
    return made ? { ...head, bookingId: this.bookingIdOf(resolved) } : head;
  }

  private termsOf(resolved: ResolvedEntry): Omit<BookingTerms, 'sequence'> {
    const { clinic } = this.house;
    return {
      id: this.bookingIdOf(resolved),
      clinicId: clinic.clinicId,
      clientRef: resolved.clientRef,
      practitionerId: resolved.practitionerId,
      room: null,
      techniques: resolved.techniques,
      areas: resolved.areas,
      place: clinic.place,
      startsAt: resolved.entry.startsAt,
      endsAt: resolved.entry.endsAt,
      timeZone: clinic.zone,
      origin: 'import',
      bookedAt: this.run.now,
      first: false,
      imported: this.importedOf(resolved),
      history: false,
      overlapReason: null,
    };
  }
}

const fieldsOf = (error: DomainError): readonly FieldProblem[] =>
  error.fields.length > 0 ? error.fields : [{ field: 'entry', message: error.code }];
