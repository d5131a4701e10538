import type { ClinicKey } from '@aftercare/kernel';
import { sha256 } from '@aftercare/kernel';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { sessionOf } from '@aftercare/messaging';
import { anyOf, ClientCipher, LinkTokens, TenantCollections } from '@aftercare/platform';
import type { SealedField } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Clients } from '../../application/ports.js';
import type { Client, ClientsByContact, ContactPoints, PlainClient } from '../../application/ports.js';
import { clientOf, plainClient, plainTexts, SEALED_FIELDS } from './client-document.js';
import type { ClientDocument } from './client-document.js';

const keyOf = (document: ClientDocument): ClinicKey => ({ clinicId: document.clinicId, id: document._id });

@Injectable()
export class MongoClients extends Clients implements OnModuleInit {
  constructor(
    private readonly collections: TenantCollections,
    private readonly cipher: ClientCipher,
    private readonly links: LinkTokens,
  ) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.clients.createIndex({ clinicId: 1, phoneIndex: 1 });
    await this.clients.createIndex({ clinicId: 1, emailIndex: 1 });
    await this.clients.createIndex({ clinicId: 1, createdAt: 1, _id: 1 });
    await this.clients.createIndex({ nextToken: 1 }, { unique: true });
  }

  override async load({ clinicId, id }: ClinicKey, within: Transaction): Promise<Loaded<Client> | undefined> {
    const found = await this.clients.findOne({ _id: id, clinicId }, { session: sessionOf(within) });
    return found === null ? undefined : (await this.open([found]))[0];
  }

  override async plain(keys: readonly ClinicKey[], within?: Transaction): Promise<readonly PlainClient[]> {
    return (await this.find(keys, within)).map(plainClient);
  }

  override async many(keys: readonly ClinicKey[]): Promise<readonly Loaded<Client>[]> {
    return this.open(await this.find(keys));
  }

  override async save(client: Client, expectedVersion: number | undefined, writes: UnitOfWork): Promise<void> {
    const { ref, firstName, lastName, phone, email, yearOfBirth, ...rest } = client;
    const key: ClinicKey = { clinicId: client.clinicId, id: ref };
    const texts = plainTexts({ ref, firstName, lastName, phone, email, yearOfBirth, ...rest });
    const sealed = await this.cipher.sealAll(texts.map(({ field, plain }) => ({ client: key, field, plain })));
    const document: Omit<ClientDocument, '_id' | 'version'> = {
      ...rest,
      sealed: Object.fromEntries(texts.map(({ field }, index) => [field, sealed[index] ?? ''])),
      phoneIndex: phone === null ? null : this.phoneIndex(client.clinicId, phone),
      emailIndex: email === null ? null : this.emailIndex(client.clinicId, email),
      nextToken: sha256(this.links.token('booking', `next:${ref}`, 0)),
    };
    writes.put('clients', key, document, expectedVersion);
  }

  override async byContact(clinicId: string, points: ContactPoints): Promise<ClientsByContact> {
    const phones = new Map(points.phones.map((phone) => [this.phoneIndex(clinicId, phone), phone]));
    const emails = new Map(points.emails.map((email) => [this.emailIndex(clinicId, email), email]));
    const found = await this.clients
      .find({
        clinicId,
        archived: false,
        $or: [{ phoneIndex: { $in: [...phones.keys()] } }, { emailIndex: { $in: [...emails.keys()] } }],
      })
      .sort({ createdAt: 1, _id: 1 })
      .toArray();
    return {
      phones: refsBy(found, (document) => phones.get(document.phoneIndex ?? '')),
      emails: refsBy(found, (document) => emails.get(document.emailIndex ?? '')),
    };
  }

  private async open(documents: readonly ClientDocument[]): Promise<readonly Loaded<Client>[]> {
    const fields = documents.flatMap(sealedFields);
    const plain = await this.cipher.openAll(fields);
    const opened = new Map(documents.map((document) => [document._id, new Map<string, string>()]));
    fields.forEach(({ client, field }, index) => opened.get(client.id)?.set(field, plain[index] ?? ''));
    return documents.map((document) => ({
      state: clientOf(document, opened.get(document._id) ?? new Map()),
      version: document.version,
    }));
  }

  private phoneIndex(clinicId: string, phone: string): string {
    return this.cipher.blindIndex(clinicId, 'phone', phone);
  }

  private emailIndex(clinicId: string, email: string): string {
    return this.cipher.blindIndex(clinicId, 'email', email);
  }

  private async find(keys: readonly ClinicKey[], within?: Transaction): Promise<readonly ClientDocument[]> {
    if (keys.length === 0) return [];
    return this.clients.find(anyOf(keys), within === undefined ? {} : { session: sessionOf(within) }).toArray();
  }

  private get clients() {
    return this.collections.of<ClientDocument>('clients');
  }
}

const sealedFields = (document: ClientDocument): readonly SealedField[] =>
  SEALED_FIELDS.flatMap((field) => {
    const sealed = document.sealed[field];
    return sealed === undefined ? [] : [{ client: keyOf(document), field, sealed }];
  });

const refsBy = (
  documents: readonly ClientDocument[],
  pointOf: (document: ClientDocument) => string | undefined,
): ReadonlyMap<string, readonly string[]> => {
  const refs = new Map<string, string[]>();
  for (const document of documents) {
    const point = pointOf(document);
    if (point !== undefined) refs.set(point, [...(refs.get(point) ?? []), document._id]);
  }
  return refs;
};
