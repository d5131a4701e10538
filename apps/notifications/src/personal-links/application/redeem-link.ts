import { Clock, sha256 } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { linkOf, used } from '../domain/link-book.js';
import type { PersonalLink } from '../domain/link-book.js';
import { PeopleOfLinks } from './people-of-links.js';
import { LinkBooks } from './ports.js';
import type { LinkBook } from './ports.js';
import { untilSaved } from './until-saved.js';

/** Whose pages a link opens. */
export interface Redeemed {
  readonly clinicId: string;
  readonly clientRefs: readonly string[];
  readonly returnTo: string;
}

/** Uses a link up. Of two tries at once one gets it; the same try twice gets the same answer. */
@Injectable()
export class RedeemLink {
  constructor(
    private readonly books: LinkBooks,
    private readonly people: PeopleOfLinks,
    private readonly clock: Clock,
  ) {}

  async execute(redeem: { readonly token: string; readonly attempt: string }): Promise<Redeemed | undefined> {
    const tokenHash = sha256(redeem.token);
    const found = await untilSaved(() => this.use(tokenHash, sha256(redeem.attempt)));
    if (found === undefined) return undefined;
    const { clinicId, link } = found;
    const clients = await this.people.of(link.clientRefs.map((clientRef) => ({ clinicId, clientRef })));
    const clientRefs = clients.map(({ clientRef }) => clientRef);
    return clientRefs.length === 0 ? undefined : { clinicId, clientRefs, returnTo: link.returnTo };
  }

  private async use(tokenHash: string, by: string): Promise<{ readonly saved: boolean; readonly result: Use }> {
    const book = await this.books.findByToken(tokenHash);
    const after = book === undefined ? undefined : used(book, { tokenHash, by, at: this.clock.now() });
    const link = after === undefined ? undefined : linkOf(after, tokenHash);
    if (after === undefined || link === undefined) return { saved: true, result: undefined };
    const saved = after === book || (await this.books.save(after));
    return { saved, result: { clinicId: after.clinicId, link } };
  }
}

type Use = { readonly clinicId: LinkBook['clinicId']; readonly link: PersonalLink } | undefined;
