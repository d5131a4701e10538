import { randomToken } from '@aftercare/kernel';
import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { AccountRepository, SetupCodes } from './ports.js';

/** The codes of `SETUP_CODES`; empty when an installation starts with a code of its own making. */
export class GivenSetupCodes {
  constructor(readonly codes: readonly string[]) {}
}

/** At the start: makes the given codes known; with none given and nobody signed up, makes one and writes it to the log. */
@Injectable()
export class OfferSetupCodes implements OnApplicationBootstrap {
  private readonly log = new Logger('setup');

  constructor(
    private readonly given: GivenSetupCodes,
    private readonly codes: SetupCodes,
    private readonly accounts: AccountRepository,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const code of this.given.codes) await this.codes.offer(code);
    if (this.given.codes.length > 0 || !(await this.accounts.isEmpty())) return;
    const code = randomToken();
    await this.codes.offer(code);
    this.log.warn(`Nobody has signed up yet. Create the first owner at /console/sign-in with the code ${code}`);
  }
}
