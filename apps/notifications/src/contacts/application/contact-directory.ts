import type { ClientKey, Contact } from './ports.js';

/** A client as its owner tells it. */
export type ToldContact = Omit<Contact, 'bad' | 'phoneIndex'>;

export abstract class ContactOwner {
  abstract lookUp(clients: readonly ClientKey[]): Promise<readonly ToldContact[]>;
}

/** Sealed projection with blind indexes; an older version never replaces a newer one. */
export abstract class ContactStore {
  abstract find(clients: readonly ClientKey[]): Promise<readonly Contact[]>;
  abstract keep(contacts: readonly ToldContact[]): Promise<void>;
  abstract findByPhone(clinicId: string, phone: string): Promise<readonly Contact[]>;
  abstract findByChoicesToken(tokenHash: string): Promise<Contact | undefined>;
}

/** Brings the projection up to date with its owner. */
export abstract class ContactDirectory {
  abstract refresh(clients: readonly ClientKey[]): Promise<void>;
}
