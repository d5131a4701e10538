/** What a group did since its process started. */
export interface GroupCounters {
  handled: number;
  duplicate: number;
  ignored: number;
  parked: number;
  /** Attempts that were run again: conflicts and outages. */
  retried: number;
  fenced: number;
  /** Committed transactions, the events in them and their time from first attempt to commit (machine milliseconds). */
  transactions: number;
  batched: number;
  spentMs: number;
  /** Records behind the end of the partitions in hand, as of the last fetch. */
  lag: number;
}

export const noCounts = (): GroupCounters => ({
  handled: 0,
  duplicate: 0,
  ignored: 0,
  parked: 0,
  retried: 0,
  fenced: 0,
  transactions: 0,
  batched: 0,
  spentMs: 0,
  lag: 0,
});
