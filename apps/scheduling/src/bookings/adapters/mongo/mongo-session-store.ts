import type { ClinicKey } from '@aftercare/kernel';
import { nameOf, sessionOf } from '@aftercare/messaging';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { anyOf, TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { SessionStore } from '../../application/ports.js';
import type { Care } from '../../application/ports.js';
import { tookPlace } from '../../domain/session.js';
import type { Session } from '../../domain/session.js';
import { bookingOf, sessionOfDocument } from './documents.js';
import type { BookingDocument, SessionDocument } from './documents.js';

@Injectable()
export class MongoSessionStore extends SessionStore implements OnModuleInit {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.records.createIndex({ clinicId: 1, clientRef: 1, startedAt: 1 });
  }

  override async sessions(keys: readonly ClinicKey[], within: Transaction): Promise<readonly Loaded<Session>[]> {
    if (keys.length === 0) return [];
    return (await this.records.find(anyOf(keys), { session: sessionOf(within) }).toArray()).map(sessionOfDocument);
  }

  override save({ id, ...rest }: Session, expectedVersion: number | undefined, writes: UnitOfWork): void {
    writes.put('sessions', { clinicId: rest.clinicId, id }, rest, expectedVersion);
  }

  override async careOf(clients: readonly ClinicKey[], within: Transaction): Promise<ReadonlyMap<string, Care>> {
    if (clients.length === 0) return new Map();
    const session = sessionOf(within);
    const records = await this.records
      .find(anyOf(clients, 'clientRef'), { session })
      .sort({ startedAt: 1, _id: 1 })
      .toArray();
    const bookings = this.collections.of<BookingDocument>('bookings');
    const open = await bookings
      .find({ $and: [anyOf(clients, 'clientRef'), { state: 'booked' }] }, { session })
      .toArray();
    return new Map(
      clients.map((key) => {
        const took = records
          .filter(ownedBy(key))
          .filter(tookPlace)
          .map((document) => sessionOfDocument(document).state);
        const openBookings = open.filter(ownedBy(key)).map((document) => bookingOf(document).state);
        return [
          nameOf(key),
          {
            latest: took.filter(({ history }) => !history).at(-1),
            tookPlaceAt: took.map(({ startedAt }) => startedAt),
            openBookings,
          },
        ];
      }),
    );
  }

  private get records() {
    return this.collections.of<SessionDocument>('sessions');
  }
}

const ownedBy =
  (key: ClinicKey) =>
  (document: { readonly clinicId: string; readonly clientRef: string }): boolean =>
    document.clinicId === key.clinicId && document.clientRef === key.id;
