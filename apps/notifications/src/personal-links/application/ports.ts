import type { ClinicKey } from '@aftercare/kernel';
import type { LinkBook } from '../domain/link-book.js';

export type { LinkBook };

/** Links that were asked for, by address and clinic. No address and no token lies here, only hashes of both. */
export abstract class LinkBooks {
  abstract find(key: ClinicKey): Promise<LinkBook | undefined>;
  /** The book that one of its links' tokens belongs to. */
  abstract findByToken(tokenHash: string): Promise<LinkBook | undefined>;
  /** Whether it was written: somebody else may have written since it was read. */
  abstract save(book: LinkBook): Promise<boolean>;
  /** Forgets the books of all clinics whose newest link was asked for then or earlier. */
  abstract removeUnaskedSince(instant: Date): Promise<void>;
}

/** Reads numbers as people write them. */
export abstract class PhoneNumbers {
  /** E.164, or undefined when it cannot be a number of that country or any other. */
  abstract normalise(text: string, country: string): string | undefined;
}
