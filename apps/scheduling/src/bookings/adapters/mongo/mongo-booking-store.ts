import { sha256 } from '@aftercare/kernel';
import type { ClinicKey } from '@aftercare/kernel';
import { sessionOf } from '@aftercare/messaging';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { anyOf, LinkTokens, TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { BookingStore } from '../../application/ports.js';
import type { Booking } from '../../domain/booking.js';
import type { ClientBook } from '../../domain/client-book.js';
import type { DayBook, EmptyDay } from '../../domain/day-book.js';
import { bookingDocument, bookingOf, clientBookOf, dayBookOf } from './documents.js';
import type { BookingDocument, ClientBookDocument, DayBookDocument } from './documents.js';

@Injectable()
export class MongoBookingStore extends BookingStore implements OnModuleInit {
  override saves = 0;

  constructor(
    private readonly collections: TenantCollections,
    private readonly links: LinkTokens,
  ) {
    super();
  }

  async onModuleInit(): Promise<void> {
    const bookings = this.bookings;
    await bookings.createIndex({ clinicId: 1, startsAt: 1, _id: 1 });
    await bookings.createIndex({ clinicId: 1, clientRef: 1, startsAt: 1 });
    await bookings.createIndex({ clinicId: 1, state: 1 });
    await bookings.createIndex({ token: 1 }, { unique: true });
    await bookings.createIndex({ presumeAt: 1 }, { partialFilterExpression: { presumeAt: { $type: 'date' } } });
    // One booking per imported entry, whatever two runs at once may think.
    await bookings.createIndex(
      { clinicId: 1, 'imported.source': 1, 'imported.uid': 1 },
      { unique: true, partialFilterExpression: { 'imported.uid': { $type: 'string' } } },
    );
  }

  override async booking({ clinicId, id }: ClinicKey, within: Transaction): Promise<Loaded<Booking> | undefined> {
    const found = await this.bookings.findOne({ _id: id, clinicId }, { session: sessionOf(within) });
    return found === null ? undefined : bookingOf(found);
  }

  override async importedOnes(
    clinicId: string,
    source: string,
    within?: Transaction,
  ): Promise<readonly Loaded<Booking>[]> {
    const options = within === undefined ? {} : { session: sessionOf(within) };
    return (await this.bookings.find({ clinicId, 'imported.source': source }, options).toArray()).map(bookingOf);
  }

  override async days(books: readonly EmptyDay[], within: Transaction): Promise<readonly Loaded<DayBook>[]> {
    if (books.length === 0) return [];
    return (await this.dayBooks.find(anyOf(books), { session: sessionOf(within) }).toArray()).map(dayBookOf);
  }

  override async clientBooks(
    clients: readonly ClinicKey[],
    within: Transaction,
  ): Promise<readonly Loaded<ClientBook>[]> {
    if (clients.length === 0) return [];
    return (await this.clientCounts.find(anyOf(clients), { session: sessionOf(within) }).toArray()).map(clientBookOf);
  }

  override saveBooking(booking: Booking, expectedVersion: number | undefined, writes: UnitOfWork): void {
    this.saves += 1;
    const token = sha256(this.links.token('booking', booking.id, 0));
    writes.put(
      'bookings',
      { clinicId: booking.clinicId, id: booking.id },
      bookingDocument(booking, token),
      expectedVersion,
    );
  }

  override saveDay({ id, ...rest }: DayBook, expectedVersion: number | undefined, writes: UnitOfWork): void {
    writes.put('day_books', { clinicId: rest.clinicId, id }, rest, expectedVersion);
  }

  override saveClientBook(book: ClientBook, expectedVersion: number | undefined, writes: UnitOfWork): void {
    writes.put('client_books', { clinicId: book.clinicId, id: book.clientRef }, book, expectedVersion);
  }

  private get bookings() {
    return this.collections.of<BookingDocument>('bookings');
  }

  private get dayBooks() {
    return this.collections.of<DayBookDocument>('day_books');
  }

  private get clientCounts() {
    return this.collections.of<ClientBookDocument>('client_books');
  }
}
