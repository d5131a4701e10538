/** A shard is this relay's until then (machine time). */
export interface Lease {
  readonly shard: number;
  readonly number: number;
  readonly until: number;
}

/** Leases over the shards of the outbox, with a fencing number that rises with each change of hands. */
export abstract class ShardLeases {
  /** Renews what is held, takes what is free, and answers what is held now. */
  abstract hold(): Promise<readonly Lease[]>;
  abstract release(): Promise<void>;
}
