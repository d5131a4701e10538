import { InvalidInputError } from '@aftercare/kernel';
import { z } from 'zod';

/** Spread into the strict query schema of every list endpoint. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().min(1).max(512).optional(),
};

/** A page of a list; `next` is the cursor for `after`, absent on the last page. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/**
 * Makes a page of what a query found. Ask the store for `limit + 1` items: the one too many says that there is a next page.
 * `cursorOf` names an item's place in the order, e.g. its sort key and id.
 */
export const pageOf = <T>(items: readonly T[], limit: number, cursorOf: (item: T) => string): Page<T> => {
  const shown = items.slice(0, limit);
  const last = shown.at(-1);
  if (items.length <= limit || last === undefined) return { items: shown };
  return { items: shown, next: Buffer.from(cursorOf(last)).toString('base64url') };
};

/** What `cursorOf` said for the last item of the page before; undefined on the first page. */
export const cursorFrom = (after: string | undefined): string | undefined => {
  if (after === undefined) return undefined;
  const text = Buffer.from(after, 'base64url').toString();
  if (Buffer.from(text).toString('base64url') !== after) {
    throw new InvalidInputError('the cursor is not one of ours', [{ field: 'after', message: 'Invalid cursor' }]);
  }
  return text;
};
