import { sha256 } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { linkOf } from '../domain/link-book.js';
import { OweLink } from './owe-link.js';
import { LinkBooks } from './ports.js';

/** A link that was used or is too old asks for a new one, which goes where the old one went. */
@Injectable()
export class RenewLink {
  constructor(
    private readonly books: LinkBooks,
    private readonly owe: OweLink,
  ) {}

  async execute(token: string): Promise<void> {
    const tokenHash = sha256(token);
    const book = await this.books.findByToken(tokenHash);
    const link = book === undefined ? undefined : linkOf(book, tokenHash);
    if (book === undefined || link === undefined) return;
    const { id, clinicId, channel } = book;
    const { clientRefs, returnTo } = link;
    await this.owe.execute({ book: { id, clinicId, channel }, clientRefs, returnTo });
  }
}
