import type { ClinicKey } from '@aftercare/kernel';
import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { UnrecordedVisits } from '../../application/ports.js';
import type { BookingDocument } from './documents.js';

@Injectable()
export class MongoUnrecordedVisits extends UnrecordedVisits {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  override async due(now: Date, limit: number): Promise<readonly ClinicKey[]> {
    const found = await this.bookings
      .find({ presumeAt: { $type: 'date', $lte: now } }, { projection: { clinicId: 1 } })
      .sort({ presumeAt: 1 })
      .limit(limit)
      .toArray();
    return found.map(({ _id, clinicId }) => ({ clinicId, id: _id }));
  }

  override async nextAt(): Promise<Date | undefined> {
    const [first] = await this.bookings
      .find({ presumeAt: { $type: 'date' } }, { projection: { presumeAt: 1 } })
      .sort({ presumeAt: 1 })
      .limit(1)
      .toArray();
    return first?.presumeAt ?? undefined;
  }

  private get bookings() {
    return this.collections.system<BookingDocument>('bookings', 'due-work');
  }
}
