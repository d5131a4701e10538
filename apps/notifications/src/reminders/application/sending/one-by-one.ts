import { StoreUnavailableError } from '@aftercare/messaging';

/** Each gets its turn: what one of them fails with, as a row that cannot be read, is said once the others had theirs. */
export const oneByOne = async <T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> => {
  const errors: unknown[] = [];
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      // Nobody's turn comes to anything then.
      if (error instanceof StoreUnavailableError) throw error;
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
};
