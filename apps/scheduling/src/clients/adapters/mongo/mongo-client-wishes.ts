import type { ClinicKey } from '@aftercare/kernel';
import { nameOf, sessionOf } from '@aftercare/messaging';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { ClientWishes } from '../../application/ports.js';
import type { WishedClient } from '../../application/ports.js';
import type { ClientDocument } from './client-document.js';

const CLIENTS = 'clients';

const wishedOf = ({ _id, version, ...rest }: ClientDocument): WishedClient => ({
  clinicId: rest.clinicId,
  ref: _id,
  wish: rest.intervalWish,
  saidAt: timeOf(rest.wishSaidAt),
  agreedAt: timeOf(rest.wishAgreedAt),
  version,
  rest,
});

/** Records of before the wish had a time. */
const timeOf = (at: Date | null | undefined): Date | null => at ?? null;

/** Works on the documents as they are: what is sealed in them stays sealed. */
@Injectable()
export class MongoClientWishes extends ClientWishes {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  override async load(
    clients: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<WishedClient>>> {
    const wanted = new Set(clients.map(nameOf));
    const found = await this.collections
      .of<ClientDocument>(CLIENTS)
      .find(
        {
          clinicId: { $in: [...new Set(clients.map(({ clinicId }) => clinicId))] },
          _id: { $in: clients.map(({ id }) => id) },
        },
        { session: sessionOf(within) },
      )
      .toArray();
    return new Map(
      found
        .map((document) => [nameOf({ clinicId: document.clinicId, id: document._id }), document] as const)
        // The filter mixes ids and clinics.
        .filter(([name]) => wanted.has(name))
        .map(([name, document]) => [name, { state: wishedOf(document), version: document.version }]),
    );
  }

  override save(client: WishedClient, expectedVersion: number | undefined, writes: UnitOfWork): void {
    const { clinicId, ref, wish, saidAt, agreedAt, rest } = client;
    const wished = { intervalWish: wish, wishSaidAt: saidAt, ...(agreedAt === null ? {} : { wishAgreedAt: agreedAt }) };
    writes.put(CLIENTS, { clinicId, id: ref }, { ...rest, ...wished }, expectedVersion);
  }
}
