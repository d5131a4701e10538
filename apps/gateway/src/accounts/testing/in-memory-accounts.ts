import { sha256 } from '@aftercare/kernel';
import { normaliseEmail } from '../domain/account.js';
import type { Account } from '../domain/account.js';
import { AccountRepository, Clinics, SetupCodes } from '../application/ports.js';
import type { NewClinic } from '../application/ports.js';

export const anAccount = (over: Partial<Account> = {}): Account => ({
  accountId: 'account-ana',
  clinicId: 'clinic-elm',
  email: 'ana@example.org',
  roles: ['owner'],
  ...over,
});

export class InMemoryAccounts extends AccountRepository {
  private readonly accounts: Account[] = [];

  override indexOf(email: string): string {
    return sha256(normaliseEmail(email));
  }
  override async byEmail(email: string): Promise<Account | undefined> {
    return this.accounts.find((account) => this.indexOf(account.email) === this.indexOf(email));
  }
  override async get(clinicId: string, accountId: string): Promise<Account | undefined> {
    return this.accounts.find((account) => account.clinicId === clinicId && account.accountId === accountId);
  }
  override async ofClinic(clinicId: string): Promise<readonly Account[]> {
    return this.accounts
      .filter((account) => account.clinicId === clinicId)
      .sort((one, other) => (one.accountId < other.accountId ? -1 : 1));
  }
  override async addOrFind(account: Account): Promise<Account> {
    const known =
      this.accounts.find((other) => other.clinicId === account.clinicId && other.accountId === account.accountId) ??
      this.accounts.find((other) => this.indexOf(other.email) === this.indexOf(account.email));
    if (known === undefined) this.accounts.push(account);
    return known ?? account;
  }
  override async isEmpty(): Promise<boolean> {
    return this.accounts.length === 0;
  }
}

export class InMemorySetupCodes extends SetupCodes {
  private readonly used = new Map<string, boolean>();

  override async offer(code: string): Promise<void> {
    if (!this.used.has(code)) this.used.set(code, false);
  }
  override async isFree(code: string): Promise<boolean> {
    return this.used.get(code) === false;
  }
  override async markUsed(code: string): Promise<void> {
    if (this.used.has(code)) this.used.set(code, true);
  }
}

export class InMemoryClinics extends Clinics {
  readonly created = new Map<string, NewClinic>();
  failing = false;

  override async create(clinicId: string, clinic: NewClinic): Promise<void> {
    if (this.failing) throw new Error('scheduling is away');
    this.created.set(clinicId, clinic);
  }
}
