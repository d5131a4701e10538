export interface ClientKey {
  readonly clinicId: string;
  readonly clientRef: string;
}

/** What we may write to a client with, as the owner (scheduling) told it; opened from the sealed projection. */
export interface Contact extends ClientKey {
  readonly version: number;
  readonly firstName: string;
  /** E.164. */
  readonly phone: string | null;
  readonly email: string | null;
  readonly locale: string;
  /** Null: nobody has said where they live. */
  readonly zone: string | null;
  /** Of the number, where no zone is known (ISO 3166-1 alpha-2); null: of none that anybody knows. */
  readonly country: string | null;
  readonly archived: boolean;
  /** A provider said that this address does not work. */
  readonly bad: readonly ('sms' | 'email')[];
  /** Blind index of the phone, the key of its STOP entry. */
  readonly phoneIndex: string | null;
}

export abstract class Contacts {
  /** The clients' contacts; those that are not known yet are looked up at their owner and kept. Missing in the answer: nobody knows them. */
  abstract ensure(clients: readonly ClientKey[]): Promise<ReadonlyMap<string, Contact>>;
  /** Who of this clinic has the number (several people may share a phone), archived ones last, in a steady order. */
  abstract findByPhone(clinicId: string, phone: string): Promise<readonly Contact[]>;
  /** The client behind a choices link (`/u/<token>`), by the SHA-256 of the token. */
  abstract findByChoicesToken(tokenHash: string): Promise<Contact | undefined>;
}

/** The map key of a client. */
export const clientName = (client: ClientKey): string => `${client.clinicId}/${client.clientRef}`;
