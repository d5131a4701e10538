/** An entry of a row's history, as it is stored. */
export interface Entry {
  readonly at: Date;
  readonly to: string;
  readonly reason?: string;
  readonly note?: string;
}

/** How a doubt ended. */
export type DoubtEnd = 'found at the provider' | 'owed again after three looks' | 'not proven after half an hour';

export interface Doubt {
  readonly end: DoubtEnd | undefined;
  /** Why this end breaks the rule; undefined where it keeps it. */
  readonly breach: string | undefined;
}

const MINUTE_MS = 60_000;
/** Claim and close may come from two processes, whose clocks differ by what their starts differ. */
const CLOCKS_MS = 30_000;
const THIRD_LOOK_MS = 15 * MINUTE_MS;
const HALF_HOUR_MS = 30 * MINUTE_MS;

const ending = (entry: Entry, looks: number, sinceClaimMs: number): Doubt => {
  if (entry.to === 'sent' || entry.to === 'delivered') return { end: 'found at the provider', breach: undefined };
  if (entry.to === 'planned') {
    const isRight = looks >= 3 && sinceClaimMs >= THIRD_LOOK_MS - CLOCKS_MS;
    const breach = isRight ? undefined : `owed again after ${looks} looks, ${sinceClaimMs} ms after the claim`;
    return { end: 'owed again after three looks', breach };
  }
  const isClosed = entry.to === 'failed' && entry.reason === 'NOT_PROVEN';
  if (!isClosed) return { end: undefined, breach: `a doubt became ${entry.to} ${entry.reason ?? ''}`.trim() };
  const breach = sinceClaimMs >= HALF_HOUR_MS - CLOCKS_MS ? undefined : `not proven after ${sinceClaimMs} ms`;
  return { end: 'not proven after half an hour', breach };
};

/** Every time that a row was in doubt, and how that ended. */
export const doubtsOf = (history: readonly Entry[]): readonly Doubt[] => {
  const doubts: Doubt[] = [];
  let claimedAt = 0;
  let looks: number | undefined;
  for (const entry of history) {
    if (entry.to === 'sending') claimedAt = entry.at.getTime();
    if (entry.to === 'unknown') looks = (looks ?? 0) + (entry.note?.startsWith('look ') === true ? 1 : 0);
    else if (looks !== undefined) {
      doubts.push(ending(entry, looks, entry.at.getTime() - claimedAt));
      looks = undefined;
    }
  }
  return looks === undefined ? doubts : [...doubts, { end: undefined, breach: 'still in doubt' }];
};
