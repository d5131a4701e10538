const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** A link works once, for 15 minutes (ux.md P5). */
export const LINK_LIFE_MS = 15 * MINUTE_MS;
/** Not twice in ten minutes, not more than three a day: a wish must not become a way to flood somebody (as with forms, ux.md P4). */
const PAUSE_MS = 10 * MINUTE_MS;
const A_DAY = 3;
/** Enough for the limits of a day, and for an old link to ask for a new one. */
const KEPT = 6;

/** One link that was asked for. Its token is in the message only. */
export interface PersonalLink {
  readonly generation: number;
  /** SHA-256. */
  readonly tokenHash: string;
  /** Who has the address; the message goes out in the name of the first. */
  readonly clientRefs: readonly string[];
  /** The page to come back to. */
  readonly returnTo: string;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  /** The try that used it up: the same try again (its answer was lost) gets the same answer. */
  readonly usedBy?: string;
}

/** All links of one address at one clinic, newest last. */
export interface LinkBook {
  /** Names clinic and address to nobody who does not have both. */
  readonly id: string;
  readonly clinicId: string;
  readonly channel: 'sms' | 'email';
  readonly links: readonly PersonalLink[];
  /** Of the stored book; 0 while it was never stored. */
  readonly version: number;
}

export const nextGeneration = (book: LinkBook): number => (book.links.at(-1)?.generation ?? 0) + 1;

/** The occurrence of its message, and what its token is made from. */
export const occurrenceOf = (book: Pick<LinkBook, 'id'>, generation: number): string => `${book.id}:${generation}`;

export const mayAsk = (book: LinkBook, now: Date): boolean => {
  const ages = book.links.map(({ askedAt }) => now.getTime() - askedAt.getTime());
  return ages.every((ms) => ms >= PAUSE_MS) && ages.filter((ms) => ms < DAY_MS).length < A_DAY;
};

export const withLink = (
  book: LinkBook,
  asked: Pick<PersonalLink, 'tokenHash' | 'clientRefs' | 'returnTo'> & { readonly at: Date },
): LinkBook => {
  const { at, ...facts } = asked;
  const link: PersonalLink = {
    ...facts,
    generation: nextGeneration(book),
    askedAt: at,
    expiresAt: new Date(at.getTime() + LINK_LIFE_MS),
  };
  return { ...book, links: [...book.links, link].slice(-KEPT) };
};

const isAlive = (link: PersonalLink, now: Date): boolean => now.getTime() < link.expiresAt.getTime();

/** The newest link, while its message is still of use: owed again after a crash, its row stays one row. */
export const waiting = (book: LinkBook, now: Date): PersonalLink | undefined => {
  const newest = book.links.at(-1);
  return newest !== undefined && newest.usedBy === undefined && isAlive(newest, now) ? newest : undefined;
};

export const linkOf = (book: LinkBook, tokenHash: string): PersonalLink | undefined =>
  book.links.find((link) => link.tokenHash === tokenHash);

/** The book after the link was used by this try; undefined when the link is used or too old. */
export const used = (
  book: LinkBook,
  use: { readonly tokenHash: string; readonly by: string; readonly at: Date },
): LinkBook | undefined => {
  const link = linkOf(book, use.tokenHash);
  if (link === undefined || !isAlive(link, use.at) || (link.usedBy ?? use.by) !== use.by) return undefined;
  if (link.usedBy === use.by) return book;
  return { ...book, links: book.links.map((one) => (one === link ? { ...one, usedBy: use.by } : one)) };
};
