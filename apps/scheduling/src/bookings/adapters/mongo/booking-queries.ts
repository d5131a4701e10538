import type { ClinicKey } from '@aftercare/kernel';
import { nameOf } from '@aftercare/messaging';
import { anyOf, cursorFrom, pageOf, TenantCollections } from '@aftercare/platform';
import type { Page } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { BookingReader } from '../../application/ports.js';
import type { Booking } from '../../domain/booking.js';
import { tookPlace } from '../../domain/session.js';
import type { Session } from '../../domain/session.js';
import { bookingOf, sessionOfDocument } from './documents.js';
import type { BookingDocument, SessionDocument } from './documents.js';

export interface BookingFilter {
  readonly clinicId: string;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly client?: string | undefined;
  readonly practitioner?: string | undefined;
  readonly state?: Booking['state'] | undefined;
  readonly limit: number;
  readonly after?: string | undefined;
}

/** Some sessions of one client. */
export interface SessionsOfClient {
  readonly clinicId: string;
  readonly clientRef: string;
  readonly sessionIds: readonly string[];
}

/** A session with its place in the client's series. */
export interface NumberedSession {
  readonly session: Session;
  readonly number: number;
  readonly firstSessionAt: Date;
}

/** Reads without a rule in them. */
@Injectable()
export class BookingQueries extends BookingReader {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  async list(filter: BookingFilter): Promise<Page<Booking>> {
    const found = await this.bookings
      .find(conditionOf(filter))
      .sort({ startsAt: 1, _id: 1 })
      .limit(filter.limit + 1)
      .toArray();
    return pageOf(
      found.map((document) => bookingOf(document).state),
      filter.limit,
      (booking) => `${booking.startsAt.toISOString()} ${booking.id}`,
    );
  }

  override async one({ clinicId, id }: ClinicKey): Promise<Booking | undefined> {
    const found = await this.bookings.findOne({ _id: id, clinicId });
    return found === null ? undefined : bookingOf(found).state;
  }

  async many(keys: readonly ClinicKey[]): Promise<readonly Booking[]> {
    if (keys.length === 0) return [];
    return (await this.bookings.find(anyOf(keys)).toArray()).map((document) => bookingOf(document).state);
  }

  /** The next place that each of these clients holds after an instant. */
  async next(clients: readonly ClinicKey[], after: Date): Promise<readonly Booking[]> {
    if (clients.length === 0) return [];
    const found = await this.bookings
      .find({ $and: [anyOf(clients, 'clientRef'), { state: 'booked', startsAt: { $gt: after } }] })
      .sort({ startsAt: -1, _id: -1 })
      .toArray();
    // The earliest comes last and wins.
    return [
      ...new Map(
        found.map((document) => [`${document.clinicId}/${document.clientRef}`, bookingOf(document).state]),
      ).values(),
    ];
  }

  /** Numbers are counted when they are asked for, so a correction of an earlier session is in them. */
  async sessions(refs: readonly SessionsOfClient[]): Promise<readonly NumberedSession[]> {
    const asked = new Set(refs.flatMap(({ clinicId, sessionIds }) => sessionIds.map((id) => nameOf({ clinicId, id }))));
    const clients = refs
      .filter(({ sessionIds }) => sessionIds.length > 0)
      .map(({ clinicId, clientRef }) => ({ clinicId, id: clientRef }));
    if (clients.length === 0) return [];
    const all = await this.records.find(anyOf(clients, 'clientRef')).sort({ startedAt: 1, _id: 1 }).toArray();
    return all
      .filter(({ clinicId, _id }) => asked.has(nameOf({ clinicId, id: _id })))
      .map((document) => numbered(document, all));
  }

  private get bookings() {
    return this.collections.of<BookingDocument>('bookings');
  }

  private get records() {
    return this.collections.of<SessionDocument>('sessions');
  }
}

const numbered = (document: SessionDocument, all: readonly SessionDocument[]): NumberedSession => {
  const took = all.filter(
    (other) => other.clinicId === document.clinicId && other.clientRef === document.clientRef && tookPlace(other),
  );
  const earlier = took.filter((other) => other.startedAt < document.startedAt);
  return {
    session: sessionOfDocument(document).state,
    number: earlier.length + 1,
    firstSessionAt: took[0]?.startedAt ?? document.startedAt,
  };
};

const conditionOf = ({ clinicId, from, to, client, practitioner, state, after }: BookingFilter) => {
  const [startsAt, id] = (cursorFrom(after) ?? '').split(' ');
  const place = startsAt === undefined || id === undefined ? undefined : { startsAt: new Date(startsAt), id };
  return {
    $and: [
      { clinicId },
      ...(from === undefined ? [] : [{ startsAt: { $gte: from } }]),
      ...(to === undefined ? [] : [{ startsAt: { $lt: to } }]),
      ...(client === undefined ? [] : [{ clientRef: client }]),
      ...(practitioner === undefined ? [] : [{ practitionerId: practitioner }]),
      ...(state === undefined ? [] : [{ state }]),
      ...(place === undefined
        ? []
        : [{ $or: [{ startsAt: { $gt: place.startsAt } }, { startsAt: place.startsAt, _id: { $gt: place.id } }] }]),
    ],
  };
};
