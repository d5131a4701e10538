import { DueWork } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { LinkBooks } from './ports.js';

/** Links are kept as long as the tokens of closed forms (domain.md, retention). */
const KEPT_MS = 30 * 24 * 3_600_000;

/** Deletes what nobody asks about any more. Nothing waits for it: old links are refused long before. */
@Injectable()
export class SweepLinks extends DueWork {
  override readonly name = 'sweep-links';
  override readonly pollMs = 3_600_000;

  constructor(private readonly books: LinkBooks) {
    super();
  }

  override fire(now: Date): Promise<void> {
    return this.books.removeUnaskedSince(new Date(now.getTime() - KEPT_MS));
  }

  override async nextAt(): Promise<undefined> {
    return undefined;
  }
}
