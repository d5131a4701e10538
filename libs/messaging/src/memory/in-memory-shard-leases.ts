import type { MachineTime } from '@aftercare/kernel';
import { dealShards, type ShardLease } from '../leases/deal-shards.js';
import { ShardLeases, type HeldShards } from '../leases/shard-leases.js';

/** Leases of all processes of one installation. */
export class InMemoryShardLeases extends ShardLeases {
  private readonly leases: ShardLease[];
  private readonly living = new Map<string, number>();

  constructor(
    private readonly machine: MachineTime,
    shards: number,
  ) {
    super();
    this.leases = Array.from({ length: shards }, (_, shard) => ({ shard, owner: '', untilMs: 0 }));
  }

  override async hold(owner: string, ttlMs: number): Promise<HeldShards> {
    const nowMs = this.machine.nowMs();
    this.living.set(owner, nowMs + ttlMs);
    for (const [name, untilMs] of this.living) if (untilMs <= nowMs) this.living.delete(name);
    const { prolong, take } = dealShards(this.leases, { owner, nowMs, living: this.living.size });
    for (const shard of [...prolong, ...take]) this.leases[shard] = { shard, owner, untilMs: nowMs + ttlMs };
    const held = this.leases.filter((lease) => lease.owner === owner && lease.untilMs > nowMs);
    return new Map(held.map(({ shard, untilMs }) => [shard, { untilMs }]));
  }

  override async release(owner: string): Promise<void> {
    this.living.delete(owner);
    for (const lease of this.leases) if (lease.owner === owner) this.leases[lease.shard] = { ...lease, untilMs: 0 };
  }
}
