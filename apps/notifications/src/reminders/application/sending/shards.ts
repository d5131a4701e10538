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
