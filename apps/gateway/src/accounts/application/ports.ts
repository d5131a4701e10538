import type { Account, AccountRole } from '../domain/account.js';

export type { Account, AccountRole };
export { normaliseEmail } from '../domain/account.js';

/**
 * Accounts, links, sessions and codes are looked for before a clinic is known, so their documents belong to the installation.
 * It stands where a clinic's id stands and is no clinic: clinic ids are never this short.
 */
export const INSTALLATION = '-';

/** Staff accounts of all clinics of this installation. */
export abstract class AccountRepository {
  /** The name of an address in every store; says nothing to whoever reads it there. */
  abstract indexOf(email: string): string;
  abstract byEmail(email: string): Promise<Account | undefined>;
  abstract get(clinicId: string, accountId: string): Promise<Account | undefined>;
  /** Everybody of a clinic, by id. */
  abstract ofClinic(clinicId: string): Promise<readonly Account[]>;
  /** Adds the account, or returns the one that already has this id or this address. */
  abstract addOrFind(account: Account): Promise<Account>;
  abstract isEmpty(): Promise<boolean>;
}

/** One-time codes that make the first owner of a clinic. Only their hashes are stored. */
export abstract class SetupCodes {
  /** Makes a code known; one that is known, used or not, stays as it is. */
  abstract offer(code: string): Promise<void>;
  abstract isFree(code: string): Promise<boolean>;
  abstract markUsed(code: string, at: Date): Promise<void>;
}

/** What a first owner tells about the clinic; scheduling knows the rest and checks all of it. */
export interface NewClinic {
  readonly name: string;
  readonly alias: string;
  readonly country: string;
  readonly zone: string;
  readonly locale: string;
  readonly [setting: string]: unknown;
}

/** Creates clinics at their owner, scheduling. Creating the same id again is harmless. */
export abstract class Clinics {
  abstract create(clinicId: string, clinic: NewClinic): Promise<void>;
}
