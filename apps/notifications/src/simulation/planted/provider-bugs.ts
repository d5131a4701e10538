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
    name: 'tokens are not written down',
    breaks: 'a sender makes no more calls in a second than it may, whoever sends for it',
    ports: ({ allowances }) => ({
      allowances: instead(allowances, { tokensOf: async () => undefined, keepTokens: async () => true }),
    }),
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
];
