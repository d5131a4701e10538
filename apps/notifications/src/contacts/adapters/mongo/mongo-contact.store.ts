import { sha256 } from '@aftercare/kernel';
import { ClientCipher, isDuplicateKey, LinkTokens, TenantCollections } from '@aftercare/platform';
import type { PlainField } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { ContactStore } from '../../application/contact-directory.js';
import type { ToldContact } from '../../application/contact-directory.js';
import type { ClientKey, Contact } from '../../application/ports.js';
import { CONTACTS } from './contact-document.js';
import type { ContactDocument } from './contact-document.js';

const FIELDS = ['firstName', 'phone', 'email'] as const;

@Injectable()
export class MongoContactStore extends ContactStore implements OnModuleInit {
  constructor(
    private readonly collections: TenantCollections,
    private readonly cipher: ClientCipher,
    private readonly links: LinkTokens,
  ) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.contacts.createIndex({ clinicId: 1, phoneIndex: 1 });
    await this.contacts.createIndex({ choicesHash: 1 });
  }

  override async find(clients: readonly ClientKey[]): Promise<readonly Contact[]> {
    const clinicIds = [...new Set(clients.map(({ clinicId }) => clinicId))];
    const wanted = new Set(clients.map(({ clinicId, clientRef }) => `${clinicId}/${clientRef}`));
    const found = await this.contacts
      .find({ clinicId: { $in: clinicIds }, _id: { $in: clients.map(({ clientRef }) => clientRef) } })
      .toArray();
    return this.opened(found.filter((document) => wanted.has(`${document.clinicId}/${document._id}`)));
  }

  override async findByPhone(clinicId: string, phone: string): Promise<readonly Contact[]> {
    const phoneIndex = this.cipher.blindIndex(clinicId, 'phone', phone);
    return this.opened(await this.contacts.find({ clinicId, phoneIndex }, { sort: { archived: 1, _id: 1 } }).toArray());
  }

  override async findByChoicesToken(tokenHash: string): Promise<Contact | undefined> {
    const found = await this.collections
      .system<ContactDocument>(CONTACTS, 'token-look-up')
      .findOne({ choicesHash: tokenHash });
    return found === null ? undefined : (await this.opened([found]))[0];
  }

  override async keep(contacts: readonly ToldContact[]): Promise<void> {
    const sealed = await this.sealed(contacts);
    for (const contact of contacts) {
      const { clinicId, clientRef } = contact;
      const fields = { ...this.plainFields(contact), ...sealed.get(`${clinicId}/${clientRef}`) };
      const older = { _id: clientRef, clinicId, sourceVersion: { $lt: contact.version } };
      const change = { $set: fields, $inc: { version: 1 } };
      try {
        await this.contacts.updateOne(older, change, { upsert: true });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        // The id is there: with a newer version, or with an older one that came in at the same moment.
        await this.contacts.updateOne(older, change);
      }
    }
  }

  private plainFields({ clinicId, clientRef, version, phone, email, locale, zone, country, archived }: ToldContact) {
    return {
      sourceVersion: version,
      phoneIndex: phone === null ? null : this.cipher.blindIndex(clinicId, 'phone', phone),
      emailIndex: email === null ? null : this.cipher.blindIndex(clinicId, 'email', email.toLowerCase()),
      locale,
      zone,
      country,
      archived,
      choicesHash: sha256(this.links.token('choices', clientRef, 0)),
    };
  }

  private async sealed(contacts: readonly ToldContact[]): Promise<ReadonlyMap<string, object>> {
    const plain = contacts.flatMap((contact): readonly PlainField[] =>
      FIELDS.flatMap((field) => {
        const text = contact[field];
        return text === null
          ? []
          : [{ client: { clinicId: contact.clinicId, id: contact.clientRef }, field, plain: text }];
      }),
    );
    const texts = await this.cipher.sealAll(plain);
    const fields = new Map<string, Record<string, string | null>>(
      contacts.map((contact) => [`${contact.clinicId}/${contact.clientRef}`, { sealedPhone: null, sealedEmail: null }]),
    );
    for (const [index, { client, field }] of plain.entries()) {
      const document = fields.get(`${client.clinicId}/${client.id}`);
      if (document !== undefined)
        document[`sealed${field.charAt(0).toUpperCase()}${field.slice(1)}`] = texts[index] ?? null;
    }
    return fields;
  }

  private async opened(documents: readonly ContactDocument[]): Promise<readonly Contact[]> {
    const sealed = documents.flatMap(({ clinicId, _id, sealedFirstName, sealedPhone, sealedEmail }) =>
      [sealedFirstName, sealedPhone, sealedEmail].map((text, index) => ({
        client: { clinicId, id: _id },
        field: FIELDS[index] ?? 'firstName',
        sealed: text,
      })),
    );
    const present = sealed.flatMap(({ sealed: text, ...place }) => (text === null ? [] : [{ ...place, sealed: text }]));
    const plain = await this.cipher.openAll(present);
    const texts = new Map(
      present.map(({ client, field }, index) => [`${client.clinicId}/${client.id}/${field}`, plain[index] ?? '']),
    );
    return documents.map((document) => {
      const textOf = (field: (typeof FIELDS)[number]): string | null =>
        texts.get(`${document.clinicId}/${document._id}/${field}`) ?? null;
      return contactOf(document, {
        firstName: textOf('firstName') ?? '',
        phone: textOf('phone'),
        email: textOf('email'),
      });
    });
  }

  private get contacts() {
    return this.collections.of<ContactDocument>(CONTACTS);
  }
}

const contactOf = (document: ContactDocument, opened: Pick<Contact, 'firstName' | 'phone' | 'email'>): Contact => {
  const isBad = (index: string | null): boolean => index !== null && (document.badIndexes ?? []).includes(index);
  return {
    ...opened,
    clinicId: document.clinicId,
    clientRef: document._id,
    version: document.sourceVersion,
    locale: document.locale,
    zone: document.zone,
    country: document.country ?? null,
    archived: document.archived,
    bad: [
      ...(isBad(document.phoneIndex) ? (['sms'] as const) : []),
      ...(isBad(document.emailIndex) ? (['email'] as const) : []),
    ],
    phoneIndex: document.phoneIndex,
  };
};
