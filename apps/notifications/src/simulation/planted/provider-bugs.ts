import { instead } from './instead.js';
import type { Planted } from './planted.js';

/** Bugs of allowances and outages. */
export const providerBugs: readonly Planted[] = [
  {
    name: "day's allowance ignored",
    breaks: 'a sender sends no more on a day than it may',
    ports: ({ allowances }) => ({ allowances: instead(allowances, { countDay: async ({ wanted }) => wanted }) }),
  },
  {
    name: 'outage drops silently',
    breaks: 'what a provider does not take waits while it is of use, and is dropped with its reason',
    ports: ({ ledger }) => ({
      ledger: instead(ledger, {
        settle: async (settlements, claim, within) =>
          ledger.settle(
            settlements.map(({ dueAt, ...one }) =>
              one.reason === 'PROVIDER_DOWN' && one.to === 'planned'
                ? { ...one, to: 'skipped', reason: 'TOO_LATE' }
                : { ...one, ...(dueAt === undefined ? {} : { dueAt }) },
            ),
            claim,
            within,
          ),
      }),
    }),
  },
  {
    name: 'late bounce resurrects',
    breaks: 'a mail that comes back later has failed, and is not owed again',
    ports: ({ ledger }) => ({
      ledger: instead(ledger, {
        put: (row, work) =>
          ledger.put(
            row.state === 'failed' && row.channel === 'email' && row.reason === 'UNDELIVERED'
              ? { ...row, state: 'planned' }
              : row,
            work,
          ),
      }),
    }),
  },
];
