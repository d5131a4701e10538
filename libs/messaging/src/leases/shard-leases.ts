/** Who works which shards, and until when (machine time, milliseconds). Nothing is begun in the last moments of a lease. */
export type HeldShards = ReadonlyMap<number, { readonly untilMs: number }>;

/** Shards of some work, which several processes share. Leases run on machine time. */
export abstract class ShardLeases {
  /**
   * Says that this owner lives, prolongs what it holds of its share, and takes what is free or ran out up to it. Answers with all that
   * it holds now; what is beyond its share, since others came, runs out.
   */
  abstract hold(owner: string, ttlMs: number): Promise<HeldShards>;
  /** What it holds is free at once, and the shares of the others are larger. */
  abstract release(owner: string): Promise<void>;
}
