import { Clock, sha256 } from '@aftercare/kernel';
import { LinkTokens } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { AnswerLedger } from '../../reminders/application/ports.js';
import { mayAsk, nextGeneration, occurrenceOf, waiting, withLink } from '../domain/link-book.js';
import type { PersonalLink } from '../domain/link-book.js';
import { LinkBooks } from './ports.js';
import type { LinkBook } from './ports.js';
import { untilSaved } from './until-saved.js';

/** A wish for a link at one clinic. */
export interface LinkWish {
  /** Of the address at the clinic. */
  readonly book: Pick<LinkBook, 'id' | 'clinicId' | 'channel'>;
  readonly clientRefs: readonly string[];
  readonly returnTo: string;
}

/** Owes one message with a link, within the limits. A wish beyond them owes nothing more and says nothing about it. */
@Injectable()
export class OweLink {
  constructor(
    private readonly books: LinkBooks,
    private readonly ledger: AnswerLedger,
    private readonly tokens: LinkTokens,
    private readonly clock: Clock,
  ) {}

  async execute(wish: LinkWish): Promise<void> {
    const { id, clinicId, channel } = wish.book;
    const link = await untilSaved(() => this.ask(wish));
    const [clientRef] = link?.clientRefs ?? [];
    if (link === undefined || clientRef === undefined) return;
    await this.ledger.owe({
      clinicId,
      clientRef,
      channel,
      kind: 'personal-link',
      occurrence: occurrenceOf({ id }, link.generation),
      notAfter: link.expiresAt,
    });
  }

  private async ask(wish: LinkWish): Promise<{ readonly saved: boolean; readonly result: PersonalLink | undefined }> {
    const { id, clinicId } = wish.book;
    const at = this.clock.now();
    const book = (await this.books.find({ clinicId, id })) ?? { ...wish.book, links: [], version: 0 };
    // Refused by the limits: the message of the newest may never have been owed, because a process died in between.
    if (!mayAsk(book, at)) return { saved: true, result: waiting(book, at) };
    const tokenHash = sha256(this.tokens.token('personal', occurrenceOf(book, nextGeneration(book)), 0));
    const { clientRefs, returnTo } = wish;
    const asked = withLink(book, { tokenHash, clientRefs, returnTo, at });
    return { saved: await this.books.save(asked), result: asked.links.at(-1) };
  }
}
