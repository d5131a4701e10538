import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { ConsentBook } from '../../application/consent-book.js';
import type { Entry } from '../../application/consent-book.js';
import type { ClientKey } from '../../application/ports.js';
import { CONSENTS, stopId, STOPS } from './mongo-consent.store.js';
import type { ConsentDocument, StopDocument } from './mongo-consent.store.js';

const clinicsIn = (keys: readonly { readonly clinicId: string }[]): string[] => [
  ...new Set(keys.map(({ clinicId }) => clinicId)),
];

@Injectable()
export class MongoConsentBook extends ConsentBook {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  override async entriesOf(clients: readonly ClientKey[]): Promise<ReadonlyMap<string, readonly Entry[]>> {
    if (clients.length === 0) return new Map();
    const filter = { clinicId: { $in: clinicsIn(clients) }, _id: { $in: clients.map(({ clientRef }) => clientRef) } };
    const found = await this.collections
      .of<ConsentDocument>(CONSENTS)
      .find(filter, { projection: { clinicId: 1, entries: 1 } })
      .toArray();
    const entries = new Map(found.map((document) => [`${document.clinicId}/${document._id}`, document.entries]));
    // The filter mixes ids and clinics.
    return new Map(
      clients.flatMap(({ clinicId, clientRef }) => {
        const name = `${clinicId}/${clientRef}`;
        const own = entries.get(name);
        return own === undefined ? [] : [[name, own] as const];
      }),
    );
  }

  override async stoppedOf(
    numbers: readonly { readonly clinicId: string; readonly phoneIndex: string }[],
  ): Promise<ReadonlySet<string>> {
    const found = await this.stopsOf(numbers, true);
    return new Set(found.map(({ phoneIndex }) => phoneIndex));
  }

  override async openedOf(
    numbers: readonly { readonly clinicId: string; readonly phoneIndex: string }[],
  ): Promise<ReadonlyMap<string, Date>> {
    const found = await this.stopsOf(numbers, false);
    return new Map(found.map(({ phoneIndex, since }) => [phoneIndex, since]));
  }

  private async stopsOf(
    numbers: readonly { readonly clinicId: string; readonly phoneIndex: string }[],
    stopped: boolean,
  ) {
    if (numbers.length === 0) return [];
    const ids = numbers.map(({ clinicId, phoneIndex }) => stopId(clinicId, phoneIndex));
    return this.collections
      .of<StopDocument>(STOPS)
      .find(
        { clinicId: { $in: clinicsIn(numbers) }, _id: { $in: ids }, stopped },
        { projection: { phoneIndex: 1, since: 1 } },
      )
      .toArray();
  }
}
