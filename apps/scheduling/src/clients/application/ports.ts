import type { ClinicKey } from '@aftercare/kernel';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import type { Client, IntervalWish } from '../domain/client.js';

export type { Client, IntervalWish } from '../domain/client.js';
export { normaliseEmail } from '../domain/client.js';

/** What can be read about a client without opening anything that is encrypted. */
export type PlainClient = Pick<
  Client,
  'ref' | 'clinicId' | 'locale' | 'zone' | 'preferredWeekday' | 'intervalWish' | 'archived'
>;

/** Contact points to find clients by: E.164 numbers and normalised addresses. */
export interface ContactPoints {
  readonly phones: readonly string[];
  readonly emails: readonly string[];
}

/** Client refs by contact point; a family may share one. */
export interface ClientsByContact {
  readonly phones: ReadonlyMap<string, readonly string[]>;
  readonly emails: ReadonlyMap<string, readonly string[]>;
}

/** The records of clients; contact fields are sealed with a key per client before they are stored. */
export abstract class Clients {
  abstract load(key: ClinicKey, within: Transaction): Promise<Loaded<Client> | undefined>;
  /** Without contact data. */
  abstract plain(keys: readonly ClinicKey[], within?: Transaction): Promise<readonly PlainClient[]>;
  abstract many(keys: readonly ClinicKey[]): Promise<readonly Loaded<Client>[]>;
  abstract save(client: Client, expectedVersion: number | undefined, writes: UnitOfWork): Promise<void>;
  abstract byContact(clinicId: string, points: ContactPoints): Promise<ClientsByContact>;
}

/** A client's wish on the record, with the rest of the record as it lies in the store: nothing of it is opened. */
export interface WishedClient {
  readonly clinicId: string;
  readonly ref: string;
  readonly wish: IntervalWish | null;
  readonly saidAt: Date | null;
  readonly agreedAt: Date | null;
  /** Of the record as it was read. */
  readonly version: number;
  readonly rest: object;
}

/** What clients wish about the time between visits, read and written without their contact data. */
export abstract class ClientWishes {
  /** By `clinicId/clientRef`; whom nobody knows is left out. */
  abstract load(clients: readonly ClinicKey[], within: Transaction): Promise<ReadonlyMap<string, Loaded<WishedClient>>>;
  abstract save(client: WishedClient, expectedVersion: number | undefined, writes: UnitOfWork): void;
}

/** Phone numbers as people type them. */
export abstract class PhoneNumbers {
  /** E.164, or undefined when it cannot be a number of that country or any other. */
  abstract normalise(text: string, country: string): string | undefined;
  /** Country of an E.164 number (ISO 3166-1 alpha-2); undefined where it has none, as an international freephone number. */
  abstract countryOf(number: string): string | undefined;
}
