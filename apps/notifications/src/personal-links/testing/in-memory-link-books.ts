import type { ClinicKey } from '@aftercare/kernel';
import { LinkBooks } from '../application/ports.js';
import type { LinkBook } from '../application/ports.js';

export class InMemoryLinkBooks extends LinkBooks {
  private readonly books = new Map<string, LinkBook>();

  override async find({ clinicId, id }: ClinicKey): Promise<LinkBook | undefined> {
    const book = this.books.get(id);
    return book?.clinicId === clinicId ? book : undefined;
  }
  override async findByToken(tokenHash: string): Promise<LinkBook | undefined> {
    return this.all.find(({ links }) => links.some((link) => link.tokenHash === tokenHash));
  }
  override async save(book: LinkBook): Promise<boolean> {
    if ((this.books.get(book.id)?.version ?? 0) !== book.version) return false;
    this.books.set(book.id, { ...book, version: book.version + 1 });
    return true;
  }
  override async removeUnaskedSince(instant: Date): Promise<void> {
    for (const { id, links } of this.all) if ((links.at(-1)?.askedAt ?? new Date(0)) <= instant) this.books.delete(id);
  }

  private get all(): readonly LinkBook[] {
    return [...this.books.values()];
  }
}
