import type { Transaction, UnitOfWork } from '@aftercare/messaging';
import type { Consent, Entry } from '../domain/consent.js';
import type { ClientKey, Evidence } from './ports.js';

export interface StoredConsent {
  readonly consent: Consent<Evidence>;
  readonly version: number | undefined;
}

/** STOP of a number at a clinic. It outlives the client's record. */
export interface StopEntry {
  readonly clinicId: string;
  readonly phoneIndex: string;
  readonly stopped: boolean;
  readonly since: Date;
  /** When the newest word that closed it, or opened it again, was said; `since` in entries of older versions. */
  readonly saidAt?: Date;
  readonly history: readonly { readonly at: Date; readonly stopped: boolean; readonly evidence: Evidence }[];
}

export abstract class ConsentStore {
  abstract find(client: ClientKey, within?: Transaction): Promise<StoredConsent>;
  abstract write(
    client: ClientKey,
    consent: Consent<Evidence>,
    to: { readonly work: UnitOfWork; readonly version: number | undefined },
  ): void;
  abstract findStop(
    stop: { readonly clinicId: string; readonly phone: string },
    within?: Transaction,
  ): Promise<{ readonly entry: StopEntry | undefined; readonly version: number | undefined }>;
  abstract writeStop(entry: StopEntry, to: { readonly work: UnitOfWork; readonly version: number | undefined }): void;
  abstract phoneIndexOf(clinicId: string, phone: string): string;
}

/** What a slot of reminders reads, in bulk. */
export abstract class ConsentBook {
  /** Explicit entries by client name; a client without any is missing. */
  abstract entriesOf(clients: readonly ClientKey[]): Promise<ReadonlyMap<string, readonly Entry[]>>;
  /** Those of the numbers (blind indexes) that a STOP entry closes. */
  abstract stoppedOf(
    numbers: readonly { readonly clinicId: string; readonly phoneIndex: string }[],
  ): Promise<ReadonlySet<string>>;
  /** Those that a STOP entry has closed and closes no more, with the time since which they are open. */
  abstract openedOf(
    numbers: readonly { readonly clinicId: string; readonly phoneIndex: string }[],
  ): Promise<ReadonlyMap<string, Date>>;
}

export { grantedIn } from '../domain/consent.js';
export type { Entry } from '../domain/consent.js';
