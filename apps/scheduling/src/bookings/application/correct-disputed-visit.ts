import { visitDisputedV1 } from '@aftercare/contracts';
import type { EventOf } from '@aftercare/contracts';
import type { ClinicKey } from '@aftercare/kernel';
import { nameOf, Reaction } from '@aftercare/messaging';
import type { Change, Decision, Loaded, Saying, Transaction, UnitOfWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { markAfterMiss } from '../domain/booking.js';
import type { Booking, Over } from '../domain/booking.js';
import { marksAfter, recordedIn } from '../domain/client-book.js';
import type { ClientBook } from '../domain/client-book.js';
import { disputeSession } from '../domain/session.js';
import type { Session } from '../domain/session.js';
import { BookingStore, SessionStore } from './ports.js';
import { sayMarked, sayRecorded } from './sayings.js';

type VisitDisputed = EventOf<typeof visitDisputedV1>;

interface ClientBookRead {
  readonly state: ClientBook;
  /** Undefined where none is stored. */
  readonly version: number | undefined;
}

/** A session and the place it was held in, with what the client has ahead; all versions are checked when they are written. */
export interface DisputedVisit {
  readonly session: Loaded<Session>;
  readonly booking: Loaded<Booking>;
  readonly book: ClientBookRead;
  readonly ahead: readonly Loaded<Booking>[];
}

/** A client says that a presumed session did not take place: the record follows. What a practitioner recorded stays. */
@Injectable()
export class CorrectDisputedVisit extends Reaction<DisputedVisit, typeof visitDisputedV1> {
  override readonly name = 'correct-disputed-visit';
  override readonly consumes = [visitDisputedV1] as const;

  constructor(
    private readonly bookings: BookingStore,
    private readonly sessions: SessionStore,
  ) {
    super();
  }

  override keyOf(event: VisitDisputed): ClinicKey {
    return { clinicId: event.clinicid, id: event.data.sessionId };
  }

  override facts(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  override async load(
    keys: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<DisputedVisit>>> {
    const visits = new Map<string, Loaded<DisputedVisit>>();
    for (const session of await this.sessions.sessions(keys, within)) {
      const { clinicId, id, bookingId, clientRef } = session.state;
      const booking = await this.bookings.booking({ clinicId, id: bookingId }, within);
      if (booking === undefined) continue;
      const ahead = await this.ahead({ clinicId, id: clientRef }, within);
      visits.set(nameOf({ clinicId, id }), { state: { session, booking, ...ahead }, version: session.version });
    }
    return visits;
  }

  override decide(visit: DisputedVisit | undefined, event: VisitDisputed): Decision<DisputedVisit> {
    if (visit === undefined) return { state: undefined, says: [] };
    const recorded = disputeSession(visit.session.state, new Date(event.data.at));
    if (recorded.session === visit.session.state) return { state: visit, says: [] };
    const session = { ...visit.session, state: recorded.session };
    const says = sayRecorded(recorded, visit.session.version + 1);
    if (recorded.fact === undefined) return { state: { ...visit, session }, says };
    const booking = { ...visit.booking, state: missed(visit.booking.state, recorded.session) };
    const learned = learnOf({ ...visit, session, booking }, new Date(event.data.at));
    return { state: learned.visit, says: [...says, ...learned.says] };
  }

  override save(changes: readonly Change<DisputedVisit>[], work: UnitOfWork): void {
    for (const { after } of changes) this.sessions.save(after.session.state, after.session.version, work);
    // Two visits of one client in one batch write one document.
    const bookings = new Map(changes.flatMap(changedBookings).map((loaded) => [loaded.state.id, loaded]));
    const books = new Map(changes.flatMap(changedBook).map((book) => [nameOfClient(book.state), book]));
    for (const { state, version } of bookings.values()) this.bookings.saveBooking(state, version, work);
    for (const { state, version } of books.values()) this.bookings.saveClientBook(state, version, work);
  }

  private async ahead(client: ClinicKey, within: Transaction): Promise<Pick<DisputedVisit, 'book' | 'ahead'>> {
    const [stored] = await this.bookings.clientBooks([client], within);
    const none: ClientBook = { clinicId: client.clinicId, clientRef: client.id, bookings: 0 };
    const book = stored ?? { state: none, version: undefined };
    const care = (await this.sessions.careOf([client], within)).get(nameOf(client));
    const ahead: Loaded<Booking>[] = [];
    for (const { clinicId, id } of care?.openBookings ?? []) {
      const loaded = await this.bookings.booking({ clinicId, id }, within);
      if (loaded !== undefined) ahead.push(loaded);
    }
    return { book, ahead };
  }
}

const nameOfClient = ({ clinicId, clientRef: id }: ClientBook): string => nameOf({ clinicId, id });

const bookingsOf = ({ booking, ahead }: DisputedVisit): readonly Loaded<Booking>[] => [booking, ...ahead];

const changedBookings = ({ before, after }: Change<DisputedVisit>): readonly Loaded<Booking>[] => {
  const known = before === undefined ? [] : bookingsOf(before.state).map(({ state }) => state);
  return bookingsOf(after).filter(({ state }) => !known.includes(state));
};

const changedBook = ({ before, after }: Change<DisputedVisit>): readonly ClientBookRead[] =>
  after.book.state === before?.state.book.state ? [] : [after.book];

/** As a miss that a practitioner records: whoever books next knows of it, and the next visit that is booked already. */
const learnOf = (
  visit: DisputedVisit,
  at: Date,
): { readonly visit: DisputedVisit; readonly says: readonly Saying[] } => {
  const { startsAt, state } = visit.booking.state;
  const book = recordedIn(visit.book.state, { startsAt, missed: state === 'missed' });
  if (book === visit.book.state || state !== 'missed') return { visit, says: [] };
  const open = visit.ahead.map(({ state: booking }) => booking).filter((booking) => booking.startsAt > at);
  const marks = new Map(marksAfter(book, open).map(({ id, afterMiss }) => [id, afterMiss]));
  const marked = visit.ahead.flatMap((loaded) => {
    const afterMiss = marks.get(loaded.state.id);
    return afterMiss === undefined ? [] : [{ ...loaded, state: markAfterMiss(loaded.state, afterMiss) }];
  });
  const rest = visit.ahead.filter(({ state: { id } }) => !marks.has(id));
  return {
    visit: { ...visit, book: { ...visit.book, state: book }, ahead: [...marked, ...rest] },
    says: marked.map((loaded) => sayMarked(loaded.state, { version: loaded.version + 1, at })),
  };
};

const missed = (booking: Booking, session: Session): Booking => {
  if (booking.state === 'cancelled') return booking;
  const over: Over = { ...booking, state: 'missed', closedAt: session.recordedAt };
  return over;
};
