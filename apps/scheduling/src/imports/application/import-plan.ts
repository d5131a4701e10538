import { DomainError, uuidV5 } from '@aftercare/kernel';
import type { FieldProblem } from '@aftercare/kernel';
import type { Loaded } from '@aftercare/messaging';
import type { BookingDesk } from '../../bookings/application/booking-desk.js';
import { rulesOf } from '../../bookings/application/house.js';
import { book, cancel, checkTerms, close, move } from '../../bookings/application/ports.js';
import type { Booking, BookingTerms, ImportedFrom } from '../../bookings/application/ports.js';
import type { ImportOutcome, ImportReason, ImportRow } from '../domain/entry.js';
import { decideEntry, fingerprintOf, isAhead } from './decide-entry.js';
import type { Intent } from './decide-entry.js';
import type { GivingUp } from './given-up.js';
import type { Matches } from './match-visits.js';
import { takePlaces } from './places.js';
import type { Refused, Wanted } from './places.js';
import type { ImportInput } from './read-import.js';
import type { ResolvedEntry } from './resolve-entry.js';

/** A booking as the import leaves it, with what it was before. */
export interface PlannedWrite {
  readonly before: Loaded<Booking> | undefined;
  readonly after: Booking;
}

/** An entry on its way to a row. */
interface Step {
  readonly resolved: ResolvedEntry;
  readonly intent: Intent;
  /** Where it wants a time that somebody else may hold. */
  readonly wanted?: Wanted;
  readonly problem?: readonly FieldProblem[];
}

/** Names made from a clinic, a source and a uid; a fixed random namespace. */
const NAMESPACE = '3d0f6a54-9a0e-4f5f-8e58-6a2f3c1d7b90';

/** Decides what an import does. The same decisions make the dry run and the real one. */
export class ImportPlan {
  readonly rows: ImportRow[] = [];
  readonly writes: PlannedWrite[] = [];
  private readonly ids: Set<string>;

  constructor(
    private readonly input: ImportInput,
    private readonly desk: BookingDesk,
    known: readonly Loaded<Booking>[],
  ) {
    this.ids = new Set(known.map(({ state }) => state.id));
  }

  giveUp({ visits, rows }: GivingUp): void {
    for (const { known, imported } of visits) this.drop(known, imported);
    this.rows.push(...rows);
  }

  /** Only when everything that is given up has left its place: a visit may move to where another one was. */
  add(entries: readonly ResolvedEntry[], matches: Matches): void {
    const steps = entries.map((resolved) =>
      this.step(resolved, decideEntry(resolved, matches.get(resolved.entry.uid), this.input.now)),
    );
    for (const { intent } of steps)
      if (intent.kind === 'history' && intent.instead !== undefined) this.makeWay(intent.instead);
    const refused = takePlaces(
      this.desk,
      steps.flatMap(({ wanted }) => wanted ?? []),
    );
    for (const step of steps) this.rows.push(this.finish(step, refused));
  }

  private step(resolved: ResolvedEntry, intent: Intent): Step {
    try {
      return this.stepOf(resolved, intent);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { resolved, intent, problem: fieldsOf(error) };
    }
  }

  private stepOf(resolved: ResolvedEntry, intent: Intent): Step {
    if (intent.kind === 'create') {
      const after = book(this.termsOf(resolved));
      this.check(after);
      return { resolved, intent, wanted: { before: undefined, after } };
    }
    if (intent.kind !== 'move' && intent.kind !== 'keep') return { resolved, intent };
    const after = this.changed(resolved, intent);
    this.check(after);
    return { resolved, intent, ...(intent.kind === 'move' ? { wanted: { before: intent.known.state, after } } : {}) };
  }

  private finish({ resolved, intent, wanted, problem }: Step, refused: Refused): ImportRow {
    if (problem !== undefined) return { ...this.row(resolved, 'refused', 'TERMS'), fields: problem };
    const clashes = wanted === undefined ? undefined : refused.get(wanted);
    if (clashes !== undefined) return { ...this.row(resolved, 'refused', 'SLOT_TAKEN'), fields: clashes };
    switch (intent.kind) {
      case 'nothing':
        return this.row(resolved, intent.outcome, intent.reason, intent.bookingId);
      case 'create':
        return this.create(resolved, intent.instead, wanted);
      case 'history':
        return this.history(resolved, intent.instead);
      case 'move':
      case 'keep':
      case 'rename':
        return this.change(resolved, intent);
    }
  }

  private create(resolved: ResolvedEntry, instead: Loaded<Booking> | undefined, wanted: Wanted | undefined): ImportRow {
    const terms = wanted?.after ?? this.termsOf(resolved);
    if (instead !== undefined) this.makeWay(instead);
    const booking = book({ ...terms, first: this.isFirst(terms) });
    this.desk.enter(booking);
    this.writes.push({ before: undefined, after: booking });
    return this.row(resolved, 'created', 'NEW', booking.id);
  }

  /** It ended before the import: a record, from which nothing follows. */
  private history(resolved: ResolvedEntry, instead: Loaded<Booking> | undefined): ImportRow {
    const terms = { ...this.termsOf(resolved), history: true };
    const booking = close(book({ ...terms, first: this.isFirst(terms) }), 'completed', terms.endsAt);
    this.desk.enter(booking);
    this.writes.push({ before: undefined, after: booking });
    return this.row(resolved, instead === undefined ? 'created' : 'changed', 'HISTORY', booking.id);
  }

  private change(resolved: ResolvedEntry, intent: Extract<Intent, { kind: 'move' | 'keep' | 'rename' }>): ImportRow {
    const { known } = intent;
    const { id } = known.state;
    const after = this.changed(resolved, intent);
    if (intent.kind === 'move') this.desk.shift(known.state, after);
    if (intent.kind === 'move') this.desk.meet({ clinicId: after.clinicId, id: after.clientRef });
    this.writes.push({ before: known, after });
    if (intent.kind === 'rename') return this.row(resolved, 'same', 'SAME', id);
    return this.row(resolved, 'changed', intent.kind === 'move' ? 'MOVED' : 'SERVICE_CHANGED', id);
  }

  private changed(
    resolved: ResolvedEntry,
    { kind, known }: Extract<Intent, { kind: 'move' | 'keep' | 'rename' }>,
  ): Booking {
    const before = known.state;
    const imported = this.importedOf(resolved);
    if (kind === 'rename') return { ...before, imported };
    const { practitionerId, techniques, areas } = resolved;
    if (kind === 'keep') return { ...before, techniques, areas, imported };
    const { startsAt, endsAt } = resolved.entry;
    const to = { startsAt, endsAt, practitionerId, room: before.room, timeZone: this.zone, overlapReason: null };
    return { ...move(before, to, this.input.now), techniques, areas, imported };
  }

  private drop(known: Loaded<Booking>, imported: ImportedFrom | null): void {
    const after = { ...cancel(known.state, { origin: 'import', reason: null }, this.input.now), imported };
    this.desk.drop(known.state);
    this.writes.push({ before: known, after });
  }

  /** The uid names the new booking from now on; the one before keeps where it came from under a name that no file has. */
  private makeWay(known: Loaded<Booking>): void {
    const { state } = known;
    const name = `${state.imported?.uid ?? ''}/replaced/${state.id}`;
    const imported = state.imported === null ? null : { ...state.imported, uid: name, series: name };
    if (isAhead(state, this.input.now)) this.drop(known, imported);
    else this.writes.push({ before: known, after: { ...state, imported } });
  }

  private check(terms: Pick<BookingTerms, 'techniques' | 'room' | 'startsAt' | 'endsAt' | 'practitionerId'>): void {
    const { clinic, catalogue, practitioners } = this.input.house;
    const practitioner = practitioners.find(({ id }) => id === terms.practitionerId);
    if (practitioner === undefined) return;
    // A visit under way is a visit: only its end decides whether it is history.
    const now = terms.startsAt < this.input.now ? terms.startsAt : this.input.now;
    checkTerms(terms, rulesOf(clinic, catalogue, practitioner), now);
  }

  private importedOf(resolved: ResolvedEntry): ImportedFrom {
    const { uid, series, sequence } = resolved.entry;
    return { source: this.input.source, uid, series, sequence, fingerprint: fingerprintOf(resolved) };
  }

  /** One that is free: the uid may have named another booking before. */
  private newId(uid: string): string {
    const parts = [this.input.house.clinic.clinicId, this.input.source, uid];
    let id = uuidV5(NAMESPACE, parts.join('\u001f'));
    while (this.ids.has(id)) id = uuidV5(NAMESPACE, [...parts, id].join('\u001f'));
    this.ids.add(id);
    return id;
  }

  private isFirst({ clinicId, clientRef }: Pick<BookingTerms, 'clinicId' | 'clientRef'>): boolean {
    return this.desk.isFirst({ clinicId, id: clientRef });
  }

  private get zone(): string {
    return this.input.house.clinic.zone;
  }

  private row(resolved: ResolvedEntry, outcome: ImportOutcome, reason: ImportReason, bookingId?: string): ImportRow {
    const head = { line: resolved.line, outcome, reason, startsAt: resolved.entry.startsAt };
    return bookingId === undefined ? head : { ...head, bookingId };
  }

  private termsOf(resolved: ResolvedEntry): Omit<BookingTerms, 'sequence'> {
    const { clinic } = this.input.house;
    const { clientRef, practitionerId, techniques, areas } = resolved;
    const { startsAt, endsAt } = resolved.entry;
    return {
      id: this.newId(resolved.entry.uid),
      clinicId: clinic.clinicId,
      ...{ clientRef, practitionerId, techniques, areas, startsAt, endsAt },
      room: null,
      place: clinic.place,
      timeZone: clinic.zone,
      origin: 'import',
      bookedAt: this.input.now,
      first: false,
      imported: this.importedOf(resolved),
      history: false,
      overlapReason: null,
    };
  }
}

const fieldsOf = (error: DomainError): readonly FieldProblem[] =>
  error.fields.length > 0 ? error.fields : [{ field: 'entry', message: error.code }];
