import type { ClinicKey } from '@aftercare/kernel';
import { sessionOf } from '@aftercare/messaging';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { AcknowledgementStore } from '../../application/acknowledgements.js';
import type { Acknowledgement } from '../../domain/acknowledgement.js';

interface AcknowledgementDocument extends Acknowledgement, mongo.Document {
  /** The booking's id. */
  readonly _id: string;
  readonly clinicId: string;
  readonly version: number;
}

const COLLECTION = 'acknowledgements';

@Injectable()
export class MongoAcknowledgements extends AcknowledgementStore {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  override async find({ clinicId, id }: ClinicKey, within?: Transaction): Promise<Loaded<Acknowledgement> | undefined> {
    const options = within === undefined ? {} : { session: sessionOf(within) };
    const found = await this.collections
      .of<AcknowledgementDocument>(COLLECTION)
      .findOne({ clinicId, _id: id }, options);
    if (found === null) return undefined;
    const { bookingId, clientRef, sequence, expected, at, version } = found;
    return { state: { bookingId, clientRef, sequence, expected, at }, version };
  }

  override save(
    clinicId: string,
    said: Acknowledgement,
    { version, work }: { readonly version?: number; readonly work: UnitOfWork },
  ): void {
    work.put(COLLECTION, { clinicId, id: said.bookingId }, said, version);
  }
}
