import type { ClientKey } from './ports.js';

/** An address as it would stand in the contacts of one clinic. */
export interface ClinicAddress {
  readonly clinicId: string;
  readonly channel: 'sms' | 'email';
  /** E.164, or an email in lower case. */
  readonly address: string;
}

/** Finds people by an address; each clinic is searched by its own blind index, so that the same address at two clinics stays two secrets. */
export abstract class AddressSearch {
  /** In a stable order; archived clients are left out. */
  abstract clientsWith(addresses: readonly ClinicAddress[]): Promise<readonly ClientKey[]>;
  /** The blind index of an address at its clinic. */
  abstract indexOf(address: ClinicAddress): string;
}
