import { hashId } from '@aftercare/kernel';
import { sessionOf } from '@aftercare/messaging';
import type { Transaction, UnitOfWork } from '@aftercare/messaging';
import { ClientCipher, TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { ConsentStore } from '../../application/consent-book.js';
import type { StopEntry, StoredConsent } from '../../application/consent-book.js';
import type { ClientKey, Evidence } from '../../application/ports.js';
import type { Consent } from '../../domain/consent.js';

export interface ConsentDocument extends Consent<Evidence>, mongo.Document {
  /** The client's reference. */
  readonly _id: string;
  readonly clinicId: string;
  readonly version: number;
}
export interface StopDocument extends StopEntry, mongo.Document {
  readonly _id: string;
  readonly version: number;
}

export const CONSENTS = 'consents';
export const STOPS = 'stops';

export const stopId = (clinicId: string, phoneIndex: string): string => hashId('stop', clinicId, phoneIndex);

const optionsOf = (within: Transaction | undefined): mongo.FindOptions =>
  within === undefined ? {} : { session: sessionOf(within) };

@Injectable()
export class MongoConsentStore extends ConsentStore {
  constructor(
    private readonly collections: TenantCollections,
    private readonly cipher: ClientCipher,
  ) {
    super();
  }

  override async find({ clinicId, clientRef }: ClientKey, within?: Transaction): Promise<StoredConsent> {
    const found = await this.collections
      .of<ConsentDocument>(CONSENTS)
      .findOne({ clinicId, _id: clientRef }, optionsOf(within));
    if (found === null) return { consent: { clientRef, entries: [], history: [] }, version: undefined };
    return { consent: { clientRef, entries: found.entries, history: found.history }, version: found.version };
  }

  override write(
    { clinicId, clientRef }: ClientKey,
    consent: Consent<Evidence>,
    to: { readonly work: UnitOfWork; readonly version: number | undefined },
  ): void {
    to.work.put(CONSENTS, { clinicId, id: clientRef }, consent, to.version);
  }

  override async findStop(stop: { readonly clinicId: string; readonly phone: string }, within?: Transaction) {
    const { clinicId } = stop;
    const id = stopId(clinicId, this.phoneIndexOf(clinicId, stop.phone));
    const found = await this.collections.of<StopDocument>(STOPS).findOne({ clinicId, _id: id }, optionsOf(within));
    return found === null ? { entry: undefined, version: undefined } : { entry: found, version: found.version };
  }

  override writeStop(entry: StopEntry, to: { readonly work: UnitOfWork; readonly version: number | undefined }): void {
    to.work.put(STOPS, { clinicId: entry.clinicId, id: stopId(entry.clinicId, entry.phoneIndex) }, entry, to.version);
  }

  override phoneIndexOf(clinicId: string, phone: string): string {
    return this.cipher.blindIndex(clinicId, 'phone', phone);
  }
}
