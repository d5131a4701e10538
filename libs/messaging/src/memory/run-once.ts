import type { Transactions, UseCaseWork } from '../transactions.js';

/** For contract suites of stores: like `transactions.run`, but gives up where it would begin again because another writer was first. */
export const runOnce = <T>(transactions: Transactions, work: (work: UseCaseWork) => Promise<T>): Promise<T> => {
  let runs = 0;
  return transactions.run(async (given) => {
    runs += 1;
    if (runs > 1) throw new Error('another writer was first');
    return work(given);
  });
};
