/** Who works which shards. Leases run on machine time; nothing is done in the last moments of one. */
export abstract class ShardLeases {
  /**
   * Says that this owner lives, prolongs what it holds of its share, and takes what is free or ran out up to it. Answers with all that
   * it holds now; what is beyond its share, since others came, runs out.
   */
  abstract hold(owner: string, ttlMs: number): Promise<ReadonlyMap<number, { readonly untilMs: number }>>;
  /** What it holds is free at once, and the shares of the others are larger. */
  abstract release(owner: string): Promise<void>;
}

export const LANES = 4;
/** A lane is a group of shards that shares a queue and is worked one claim after another. */
export const laneOf = (shard: number): number => shard % LANES;

/** Rows that fall due together. */
export interface Slot {
  readonly id: string;
  /** Whose queue it is rung on. The rows are of this lane, or of several when they are few. */
  readonly lane: number;
  /** Shards of the rows; only who holds them all answers. */
  readonly shards: readonly number[];
  readonly ids: readonly string[];
}

/** Rings for slots. It may lose any ring: the rows are the truth, and the promoter listens for silence. */
export abstract class Bell {
  abstract ring(slot: Slot): Promise<void>;
  /** Calls `answer` for each ring of a lane, also those of other processes. */
  abstract listen(answer: (slot: Slot) => Promise<void>): Promise<void>;
  abstract close(): Promise<void>;
}
