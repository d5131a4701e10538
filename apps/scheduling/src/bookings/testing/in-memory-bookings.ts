import type { ClinicKey } from '@aftercare/kernel';
import { nameOf } from '@aftercare/messaging';
import type { InMemoryTransactions, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { BookingStore, SessionStore, UnrecordedVisits } from '../application/ports.js';
import type { Care } from '../application/ports.js';
import { presumeAt } from '../domain/booking.js';
import type { Booking } from '../domain/booking.js';
import type { ClientBook } from '../domain/client-book.js';
import type { DayBook, EmptyDay } from '../domain/day-book.js';
import { tookPlace } from '../domain/session.js';
import type { Session } from '../domain/session.js';

const loaded = <T>({ state, version }: Loaded<T>): Loaded<T> => ({ state, version });

const among = <T>(found: readonly (ClinicKey & Loaded<T>)[], keys: readonly ClinicKey[]): readonly Loaded<T>[] => {
  const wanted = new Set(keys.map(nameOf));
  return found.filter((one) => wanted.has(nameOf(one))).map(loaded);
};

interface Claim {
  readonly bookingId: string;
}

const importedName = (booking: Booking | undefined): string | undefined =>
  booking?.imported ? `${booking.clinicId}/${booking.imported.source}/${booking.imported.uid}` : undefined;

export class InMemoryBookingStore extends BookingStore {
  override saves = 0;
  private readonly left = new WeakMap<UnitOfWork, Set<string>>();

  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }

  override async booking(key: ClinicKey, within: Transaction): Promise<Loaded<Booking> | undefined> {
    return among(this.transactions.states<Booking>('bookings', within), [key])[0];
  }

  override async importedOnes(
    clinicId: string,
    source: string,
    within?: Transaction,
  ): Promise<readonly Loaded<Booking>[]> {
    const found = this.transactions.states<Booking>('bookings', within);
    const ours = found.filter(({ state }) => state.clinicId === clinicId && state.imported?.source === source);
    return ours.map(loaded);
  }

  override async days(books: readonly EmptyDay[], within: Transaction): Promise<readonly Loaded<DayBook>[]> {
    return among(this.transactions.states<DayBook>('day_books', within), books);
  }

  override async clientBooks(
    clients: readonly ClinicKey[],
    within: Transaction,
  ): Promise<readonly Loaded<ClientBook>[]> {
    return among(this.transactions.states<ClientBook>('client_books', within), clients);
  }

  override saveBooking(booking: Booking, expectedVersion: number | undefined, writes: UnitOfWork): void {
    this.saves += 1;
    const { clinicId, id } = booking;
    writes.put('bookings', { clinicId, id }, { state: booking }, expectedVersion);
    this.claim(booking, writes);
  }

  override saveDay(book: DayBook, expectedVersion: number | undefined, writes: UnitOfWork): void {
    writes.put('day_books', { clinicId: book.clinicId, id: book.id }, { state: book }, expectedVersion);
  }

  override saveClientBook(book: ClientBook, expectedVersion: number | undefined, writes: UnitOfWork): void {
    writes.put('client_books', { clinicId: book.clinicId, id: book.clientRef }, { state: book }, expectedVersion);
  }

  /** Stands for the unique index: the entry of a file is one booking, and a name that its booking gave up is free again. */
  private claim(booking: Booking, writes: UnitOfWork): void {
    const name = importedName(booking);
    const nameBefore = importedName(this.committed(booking.id));
    if (name === nameBefore) return;
    const left = this.left.get(writes) ?? new Set<string>();
    this.left.set(writes, left);
    if (nameBefore !== undefined) left.add(nameBefore);
    if (name === undefined) return;
    const claimed = this.transactions.states<Claim>('imported').find((one) => one.id === name);
    const isFree = left.has(name) || importedName(this.committed(claimed?.state.bookingId)) !== name;
    writes.put(
      'imported',
      { clinicId: booking.clinicId, id: name },
      { state: { bookingId: booking.id } },
      isFree ? claimed?.version : undefined,
    );
  }

  private committed(id: string | undefined): Booking | undefined {
    return this.transactions.states<Booking>('bookings').find((one) => one.id === id)?.state;
  }
}

export class InMemorySessionStore extends SessionStore {
  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }

  override async sessions(keys: readonly ClinicKey[], within: Transaction): Promise<readonly Loaded<Session>[]> {
    return among(this.transactions.states<Session>('sessions', within), keys);
  }

  override save(session: Session, expectedVersion: number | undefined, writes: UnitOfWork): void {
    writes.put('sessions', { clinicId: session.clinicId, id: session.id }, { state: session }, expectedVersion);
  }

  override async careOf(clients: readonly ClinicKey[], within: Transaction): Promise<ReadonlyMap<string, Care>> {
    return new Map(clients.map((client) => [nameOf(client), this.careOfOne(client, within)]));
  }

  private careOfOne(client: ClinicKey, within: Transaction): Care {
    const own = ({ state }: Loaded<Session | Booking>): boolean =>
      state.clinicId === client.clinicId && state.clientRef === client.id;
    const took = this.transactions
      .states<Session>('sessions', within)
      .filter(own)
      .map(({ state }) => state)
      .filter(tookPlace)
      .sort((one, other) => one.startedAt.getTime() - other.startedAt.getTime());
    const openBookings = this.transactions
      .states<Booking>('bookings', within)
      .filter(own)
      .map(({ state }) => state)
      .filter(({ state }) => state === 'booked');
    return {
      latest: took.filter(({ history }) => !history).at(-1),
      tookPlaceAt: took.map(({ startedAt }) => startedAt),
      openBookings,
    };
  }
}

export class InMemoryUnrecordedVisits extends UnrecordedVisits {
  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }

  override async due(now: Date, limit: number): Promise<readonly ClinicKey[]> {
    const due = this.waiting().filter(({ at }) => at.getTime() <= now.getTime());
    return due.slice(0, limit).map(({ key }) => key);
  }

  override async nextAt(): Promise<Date | undefined> {
    return this.waiting()[0]?.at;
  }

  private waiting(): readonly { readonly key: ClinicKey; readonly at: Date }[] {
    return this.transactions
      .states<Booking>('bookings')
      .flatMap(({ clinicId, id, state }) => {
        const at = presumeAt(state);
        return at === undefined ? [] : [{ key: { clinicId, id }, at }];
      })
      .sort((one, other) => one.at.getTime() - other.at.getTime());
  }
}
