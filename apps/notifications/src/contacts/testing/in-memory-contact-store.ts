import { contactBouncedV1 } from '@aftercare/contracts';
import { hashId, sha256 } from '@aftercare/kernel';
import { say, type InMemoryTransactions, type MemoryDocument, type UseCaseWork } from '@aftercare/messaging';
import type { LinkTokens } from '@aftercare/platform';
import { ContactStore } from '../application/contact-directory.js';
import type { ToldContact } from '../application/contact-directory.js';
import { ContactHealth } from '../application/contact-health.js';
import type { ClientKey, Contact } from '../application/ports.js';

const CONTACTS = 'contacts';

/** As it is kept: what was told, and the addresses that do not work. */
interface Kept {
  readonly told: ToldContact;
  readonly badIndexes: readonly string[];
}

const indexOf = (clinicId: string, kind: 'phone' | 'email', address: string | null): string | null =>
  address === null ? null : hashId(clinicId, kind, address.toLowerCase());

// Only the two adapters below write the collection.
const keptOf = (document: MemoryDocument): Kept & Pick<MemoryDocument, 'version'> =>
  document as unknown as Kept & Pick<MemoryDocument, 'version'>;

const opened = ({ told, badIndexes }: Kept): Contact => {
  const phoneIndex = indexOf(told.clinicId, 'phone', told.phone);
  const isBad = (index: string | null): boolean => index !== null && badIndexes.includes(index);
  return {
    ...told,
    phoneIndex,
    bad: [
      ...(isBad(phoneIndex) ? (['sms'] as const) : []),
      ...(isBad(indexOf(told.clinicId, 'email', told.email)) ? (['email'] as const) : []),
    ],
  };
};

/** Stored documents never change, so each is opened once. */
const contacts = new WeakMap<Kept, Contact>();
const contactOf = (kept: Kept): Contact => {
  const contact = contacts.get(kept) ?? opened(kept);
  contacts.set(kept, contact);
  return contact;
};

export class InMemoryContactStore extends ContactStore {
  constructor(
    private readonly transactions: InMemoryTransactions,
    private readonly links: LinkTokens,
  ) {
    super();
  }

  override async find(clients: readonly ClientKey[]): Promise<readonly Contact[]> {
    const documents = this.transactions.documents(CONTACTS);
    return [...new Set(clients.map(({ clientRef }) => documents.get(clientRef)))].flatMap((document) => {
      const isAsked = ({ clinicId, clientRef }: ClientKey): boolean =>
        clinicId === document?.clinicId && clientRef === document._id;
      return document !== undefined && clients.some(isAsked) ? [contactOf(keptOf(document))] : [];
    });
  }

  override async keep(contacts: readonly ToldContact[]): Promise<void> {
    for (const told of contacts) await this.keepOne(told);
  }

  override async findByPhone(clinicId: string, phone: string): Promise<readonly Contact[]> {
    return this.all()
      .filter((contact) => contact.clinicId === clinicId && contact.phone === phone)
      .sort(
        (one, other) => Number(one.archived) - Number(other.archived) || (one.clientRef < other.clientRef ? -1 : 1),
      );
  }

  override async findByChoicesToken(tokenHash: string): Promise<Contact | undefined> {
    return this.all().find(({ clientRef }) => sha256(this.links.token('choices', clientRef, 0)) === tokenHash);
  }

  private keepOne(told: ToldContact): Promise<void> {
    return this.transactions.run(async ({ within, writes }) => {
      const document = this.transactions.documents(CONTACTS, within).get(told.clientRef);
      const known = document === undefined ? undefined : keptOf(document);
      if (known !== undefined && (known.told.clinicId !== told.clinicId || known.told.version >= told.version)) return;
      const kept: Kept = { told, badIndexes: known?.badIndexes ?? [] };
      writes.put(CONTACTS, { clinicId: told.clinicId, id: told.clientRef }, kept, known?.version);
    });
  }

  private all(): readonly Contact[] {
    return [...this.transactions.documents(CONTACTS).values()].map((document) => contactOf(keptOf(document)));
  }
}

export class InMemoryContactHealth extends ContactHealth {
  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }

  override async markBad(contact: Parameters<ContactHealth['markBad']>[0], work: UseCaseWork): Promise<void> {
    const { clinicId, clientRef, channel, at, address } = contact;
    const document = this.transactions.documents(CONTACTS, work.within).get(clientRef);
    if (document?.clinicId !== clinicId) return;
    const { told, badIndexes, version } = keptOf(document);
    const [kind, known] = channel === 'sms' ? (['phone', told.phone] as const) : (['email', told.email] as const);
    if (address !== undefined && known?.toLowerCase() !== address.toLowerCase()) return;
    const index = indexOf(clinicId, kind, known);
    if (index === null || badIndexes.includes(index)) return;
    const kept: Kept = { told, badIndexes: [...badIndexes, index] };
    work.writes.put(CONTACTS, { clinicId, id: clientRef }, kept, version);
    work.say(say(contactBouncedV1, clinicId, { clientRef, channel, at: at.toISOString() }), version + 1);
  }
}
