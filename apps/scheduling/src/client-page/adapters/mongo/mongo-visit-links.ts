import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { BookingReader } from '../../../bookings/application/ports.js';
import { VisitLinks } from '../../application/ports.js';
import type { LinkTarget } from '../../application/ports.js';

interface Tokened {
  readonly _id: string;
  readonly clinicId: string;
}

@Injectable()
export class MongoVisitLinks extends VisitLinks {
  constructor(
    private readonly collections: TenantCollections,
    private readonly bookings: BookingReader,
  ) {
    super();
  }

  override async find(tokenHash: string): Promise<LinkTarget | undefined> {
    const visit = await this.holder('bookings', { token: tokenHash });
    if (visit !== null) {
      const key = { clinicId: visit.clinicId, id: visit._id };
      const booking = await this.bookings.one(key);
      return booking === undefined ? undefined : { kind: 'visit', booking };
    }
    const client = await this.holder('clients', { nextToken: tokenHash });
    return client === null ? undefined : { kind: 'next', clinicId: client.clinicId, clientRef: client._id };
  }

  private holder(collection: string, filter: object): Promise<Tokened | null> {
    return this.collections
      .system<Tokened>(collection, 'token-look-up')
      .findOne(filter, { projection: { clinicId: 1 } });
  }
}
