import type { ClientKey } from './ports.js';

/** Which ways lead to a client, without opening any address. */
export interface Ways {
  readonly sms: boolean;
  readonly email: boolean;
  /** Blind index of the phone, the key of its STOP entry. */
  readonly phoneIndex: string | null;
}

/** For counting many clients; who is written to reads `Contacts`. */
export abstract class ContactWays {
  /** By client name; clients that are not known yet are missing. */
  abstract waysOf(clients: readonly ClientKey[]): Promise<ReadonlyMap<string, Ways>>;
}
