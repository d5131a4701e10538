import { Clock, hashId } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { EmailTakenError, normaliseEmail, SetupCodeUnknownError } from '../domain/account.js';
import type { Account } from '../domain/account.js';
import { AccountRepository, Clinics, SetupCodes } from './ports.js';
import type { NewClinic } from './ports.js';

export interface FirstOwner {
  readonly code: string;
  readonly email: string;
  readonly clinic: NewClinic;
}

/**
 * Turns a one-time code into a clinic and its owner. Ids follow from the code, so that a try that broke half-way
 * is taken up again by the next one with the same code and address.
 */
@Injectable()
export class CreateFirstOwner {
  constructor(
    private readonly codes: SetupCodes,
    private readonly accounts: AccountRepository,
    private readonly clinics: Clinics,
    private readonly clock: Clock,
  ) {}

  async execute(command: FirstOwner): Promise<Account> {
    if (!(await this.codes.isFree(command.code))) throw new SetupCodeUnknownError('this code is unknown or used');
    const owner = ownerOf(command);
    const known = await this.accounts.byEmail(owner.email);
    if (known !== undefined && known.accountId !== owner.accountId)
      throw new EmailTakenError('this address already belongs to a clinic');
    await this.clinics.create(owner.clinicId, command.clinic);
    const added = await this.accounts.addOrFind(owner);
    // Two people raced with one code: the account belongs to the first of them.
    if (added.email !== owner.email) throw new SetupCodeUnknownError('this code is unknown or used');
    if (added.accountId !== owner.accountId) throw new EmailTakenError('this address already belongs to a clinic');
    await this.codes.markUsed(command.code, this.clock.now());
    return added;
  }
}

const ownerOf = (command: FirstOwner): Account => ({
  accountId: hashId('first-owner', command.code),
  clinicId: hashId('clinic', command.code),
  email: normaliseEmail(command.email),
  roles: ['owner'],
});
