import type { TokenBook } from '../../domain/sender-tokens.js';

/** What is written down of senders' allowances, for all processes that send for them. Lost entries are never taken for unused ones. */
export abstract class AllowanceBook {
  abstract tokensOf(sender: string): Promise<{ readonly book: TokenBook; readonly version: number } | undefined>;
  /** False when another process wrote since `version` was read (0: there was nothing). */
  abstract keepTokens(sender: string, book: TokenBook, version: number): Promise<boolean>;
  /** Counts messages of a sender's local day, as many as there is room for; answers how many that is. */
  abstract countDay(day: {
    readonly sender: string;
    readonly date: string;
    readonly limit: number;
    readonly wanted: number;
  }): Promise<number>;
}
