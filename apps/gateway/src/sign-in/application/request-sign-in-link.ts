import { Clock, randomToken, sha256 } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { AccountRepository } from '../../accounts/application/ports.js';
import type { Account } from '../../accounts/application/ports.js';
import { linkExpiry } from '../domain/sign-in-link.js';
import { Background } from './background.js';
import { LockOut } from './lock-out.js';
import { SignInLinks, SignInSettings, StaffMail } from './ports.js';

/** Makes a one-time link and the mail that carries it. */
@Injectable()
export class MailSignInLink {
  constructor(
    private readonly links: SignInLinks,
    private readonly mail: StaffMail,
    private readonly settings: SignInSettings,
    private readonly clock: Clock,
  ) {}

  async execute(account: Account): Promise<void> {
    const token = randomToken();
    const { clinicId, accountId } = account;
    await this.links.add({ tokenHash: sha256(token), clinicId, accountId, expiresAt: linkExpiry(this.clock.now()) });
    // The token stands behind the `#`: browsers never send that part, so it is in no log on the way.
    const url = `${this.settings.publicUrl}/console/sign-in/confirm#${token}`;
    await this.mail.send({ to: account.email, subject: 'Your sign-in link', text: textWith(url) });
  }
}

const textWith = (url: string): string =>
  [
    'Open this page and press the button to sign in:',
    url,
    'The link works once, for 15 minutes. If you did not ask for it, you need not do anything: nobody is signed in by opening it.',
  ].join('\n\n');

/** Hears a wish for a link. Answer and timing are the same whether the address is known or not. */
@Injectable()
export class RequestSignInLink {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly mailLink: MailSignInLink,
    private readonly lockOut: LockOut,
    private readonly background: Background,
  ) {}

  async execute(email: string): Promise<void> {
    await this.lockOut.count('link', this.accounts.indexOf(email));
    this.background.run('sign-in-mail', async () => {
      const account = await this.accounts.byEmail(email);
      if (account !== undefined) await this.mailLink.execute(account);
    });
  }
}
