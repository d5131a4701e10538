import { nameOf } from '@aftercare/messaging';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import type { ClinicKey, FieldProblem } from '@aftercare/kernel';
import type { Booking } from '../domain/booking.js';
import { counted, isAfterMiss, isFirstOf } from '../domain/client-book.js';
import type { ClientBook } from '../domain/client-book.js';
import { clashProblems, daysOf, hold, release } from '../domain/day-book.js';
import type { DayBook, EmptyDay, Resources } from '../domain/day-book.js';
import type { BookingStore } from './ports.js';

interface OnDesk<T> {
  current: T;
  readonly version: number | undefined;
  touched: boolean;
}

const clientKeyOf = (booking: Pick<Booking, 'clinicId' | 'clientRef'>): ClinicKey => ({
  clinicId: booking.clinicId,
  id: booking.clientRef,
});

/** The guard documents of one transaction: read once, changed by any number of bookings, written once. */
export class BookingDesk {
  private constructor(
    private readonly days: ReadonlyMap<string, OnDesk<DayBook>>,
    private readonly clients: ReadonlyMap<string, OnDesk<ClientBook>>,
  ) {}

  /** Name every visit (old and new times) and every client that may be touched. */
  static async open(
    store: BookingStore,
    touched: { readonly visits: readonly Resources[]; readonly clients: readonly ClinicKey[] },
    within: Transaction,
  ): Promise<BookingDesk> {
    const wantedDays = unique(touched.visits.flatMap(daysOf), (day) => day.id);
    const wantedClients = unique(touched.clients, nameOf);
    const days = byName(await store.days(wantedDays, within), (day) => day.id);
    const clients = byName(await store.clientBooks(wantedClients, within), (book) =>
      nameOf({ clinicId: book.clinicId, id: book.clientRef }),
    );
    return new BookingDesk(
      new Map(wantedDays.map((day) => [day.id, onDesk<DayBook>(days.get(day.id), emptyDay(day))])),
      new Map(
        wantedClients.map((key) => [
          nameOf(key),
          onDesk<ClientBook>(clients.get(nameOf(key)), { clinicId: key.clinicId, clientRef: key.id, bookings: 0 }),
        ]),
      ),
    );
  }

  isFirst(client: ClinicKey): boolean {
    return isFirstOf(this.client(client).current);
  }

  isAfterMiss(client: ClinicKey, startsAt: Date): boolean {
    return isAfterMiss(this.client(client).current, startsAt);
  }

  clashes(bookingId: string, visit: Resources): readonly FieldProblem[] {
    const books = daysOf(visit).map((day) => this.day(day).current);
    return clashProblems(books, { bookingId, startsAt: visit.startsAt, endsAt: visit.endsAt });
  }

  /** A new booking takes its time. History is counted but holds nothing. */
  enter(booking: Booking): void {
    this.count(booking, 1);
    this.take(booking);
  }

  /** A moved booking gives its old time back and takes the new one. */
  shift(before: Booking, after: Booking): void {
    this.giveBack(before);
    this.take(after);
  }

  /** A cancelled booking gives its time back and no longer counts. */
  drop(booking: Booking): void {
    this.count(booking, -1);
    this.giveBack(booking);
  }

  /** Holds the time of a booking without counting it. */
  take(booking: Booking): void {
    if (booking.history) return;
    const held = { bookingId: booking.id, startsAt: booking.startsAt, endsAt: booking.endsAt };
    for (const day of daysOf(booking)) this.change(this.day(day), (book) => hold(book, held));
  }

  /** Lets a time go without counting: for a booking that is about to take another one. */
  giveBack(booking: Booking): void {
    for (const day of daysOf(booking)) this.change(this.day(day), (book) => release(book, booking.id));
  }

  /** Whoever records what became of a visit of this client meets this transaction, although it counts nothing. */
  meet(client: ClinicKey): void {
    this.change(this.client(client), (book) => book);
  }

  clientBook(client: ClinicKey): ClientBook {
    return this.client(client).current;
  }

  /** Every guard that was touched is written, even where it reads the same: that is what makes two writers meet. */
  save(store: BookingStore, writes: UnitOfWork): void {
    for (const day of this.days.values()) if (day.touched) store.saveDay(day.current, day.version, writes);
    for (const client of this.clients.values())
      if (client.touched) store.saveClientBook(client.current, client.version, writes);
  }

  private count(booking: Booking, by: 1 | -1): void {
    this.change(this.client(clientKeyOf(booking)), (book) => counted(book, by));
  }

  private change<T>(entry: OnDesk<T>, how: (current: T) => T): void {
    entry.current = how(entry.current);
    entry.touched = true;
  }

  private day(day: EmptyDay): OnDesk<DayBook> {
    return known(this.days.get(day.id), day.id);
  }

  private client(key: ClinicKey): OnDesk<ClientBook> {
    return known(this.clients.get(nameOf(key)), nameOf(key));
  }
}

const emptyDay = (day: EmptyDay): DayBook => ({ ...day, holds: [] });

const onDesk = <T>(loaded: Loaded<T> | undefined, empty: T): OnDesk<T> => ({
  current: loaded?.state ?? empty,
  version: loaded?.version,
  touched: false,
});

const unique = <T>(items: readonly T[], name: (item: T) => string): readonly T[] => [
  ...new Map(items.map((item) => [name(item), item])).values(),
];

const byName = <T>(items: readonly Loaded<T>[], name: (item: T) => string): ReadonlyMap<string, Loaded<T>> =>
  new Map(items.map((item) => [name(item.state), item]));

const known = <T>(entry: T | undefined, name: string): T => {
  if (entry === undefined) throw new Error(`${name} was not laid on the desk`);
  return entry;
};
