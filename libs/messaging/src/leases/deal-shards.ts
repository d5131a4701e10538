/** What stands of a shard: who may work it, and until when (machine time, milliseconds). */
export interface ShardLease {
  readonly shard: number;
  readonly owner: string;
  readonly untilMs: number;
}

export interface Dealt {
  /** Held by the owner, and to be prolonged. */
  readonly prolong: readonly number[];
  /** Nobody's now. */
  readonly take: readonly number[];
  /** Held by the owner until they run out: others came, and these are beyond its share. */
  readonly runOut: readonly number[];
}

/**
 * What one of several processes holds from now on: no more than its share of all shards. What it holds beyond that is not taken from
 * it, it runs out: until then work that was begun may end, and nobody else begins any.
 */
export const dealShards = (
  leases: readonly ShardLease[],
  { owner, nowMs, living }: { readonly owner: string; readonly nowMs: number; readonly living: number },
): Dealt => {
  const share = Math.ceil(leases.length / Math.max(1, living));
  const shardsOf = (wanted: (lease: ShardLease) => boolean): readonly number[] =>
    leases
      .filter(wanted)
      .map(({ shard }) => shard)
      .sort((one, other) => one - other);
  const held = shardsOf((lease) => lease.owner === owner && lease.untilMs > nowMs);
  const free = shardsOf(({ untilMs }) => untilMs <= nowMs);
  const prolong = held.slice(0, share);
  return { prolong, take: free.slice(0, share - prolong.length), runOut: held.slice(share) };
};
