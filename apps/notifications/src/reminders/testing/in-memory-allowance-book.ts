import { AllowanceBook } from '../application/sending/allowance-book.js';
import type { TokenBook } from '../domain/sender-tokens.js';

export class InMemoryAllowanceBook extends AllowanceBook {
  private readonly books = new Map<string, { readonly book: TokenBook; readonly version: number }>();
  private readonly days = new Map<string, { readonly date: string; readonly count: number }>();

  override async tokensOf(sender: string) {
    return this.books.get(sender);
  }

  override async keepTokens(sender: string, book: TokenBook, version: number): Promise<boolean> {
    if ((this.books.get(sender)?.version ?? 0) !== version) return false;
    this.books.set(sender, { book, version: version + 1 });
    return true;
  }

  override async countDay({ sender, date, limit, wanted }: Parameters<AllowanceBook['countDay']>[0]): Promise<number> {
    const known = this.days.get(sender);
    const used = known?.date === date ? known.count : 0;
    const granted = Math.max(0, Math.min(wanted, limit - used));
    this.days.set(sender, { date, count: used + granted });
    return granted;
  }
}
