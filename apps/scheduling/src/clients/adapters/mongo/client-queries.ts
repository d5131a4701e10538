import { cursorFrom, pageOf, TenantCollections } from '@aftercare/platform';
import type { Page } from '@aftercare/platform';
import type { Loaded } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { Clients } from '../../application/ports.js';
import type { Client } from '../../application/ports.js';
import type { ClientDocument } from './client-document.js';

export interface ClientFilter {
  readonly clinicId: string;
  readonly refs?: readonly string[] | undefined;
  readonly archived?: boolean | undefined;
  readonly limit: number;
  readonly after?: string | undefined;
}

/** Lists of clients, oldest record first; names are sealed, so nothing can be sorted by them. */
@Injectable()
export class ClientQueries {
  constructor(
    private readonly collections: TenantCollections,
    private readonly clients: Clients,
  ) {}

  async list({ clinicId, refs, archived, limit, after }: ClientFilter): Promise<Page<Loaded<Client>>> {
    const [createdAt, id] = (cursorFrom(after) ?? '').split(' ');
    const place = createdAt === undefined || id === undefined ? undefined : { at: new Date(createdAt), id };
    const found = await this.collections
      .of<ClientDocument>('clients')
      .find(
        {
          $and: [
            { clinicId },
            ...(refs === undefined ? [] : [{ _id: { $in: [...refs] } }]),
            ...(archived === undefined ? [] : [{ archived }]),
            ...(place === undefined
              ? []
              : [{ $or: [{ createdAt: { $gt: place.at } }, { createdAt: place.at, _id: { $gt: place.id } }] }]),
          ],
        },
        { projection: { _id: 1, createdAt: 1 } },
      )
      .sort({ createdAt: 1, _id: 1 })
      .limit(limit + 1)
      .toArray();
    const page = pageOf(found, limit, (document) => `${document.createdAt.toISOString()} ${document._id}`);
    const opened = await this.clients.many(page.items.map((document) => ({ clinicId, id: document._id })));
    const byRef = new Map(opened.map((client) => [client.state.ref, client]));
    return { ...page, items: page.items.flatMap(({ _id }) => byRef.get(_id) ?? []) };
  }
}
