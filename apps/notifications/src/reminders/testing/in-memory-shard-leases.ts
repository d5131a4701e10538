import type { MachineTime } from '@aftercare/kernel';
import { ShardLeases } from '../application/sending/shards.js';
import { dealShards } from '../domain/deal-shards.js';
import type { ShardLease } from '../domain/deal-shards.js';
import { SHARDS } from '../domain/reminder.js';

/** Leases of all processes of one simulated installation. */
export class InMemoryShardLeases extends ShardLeases {
  private readonly leases: ShardLease[] = Array.from({ length: SHARDS }, (_, shard) => ({
    shard,
    owner: '',
    untilMs: 0,
  }));
  private readonly living = new Map<string, number>();

  constructor(private readonly machine: MachineTime) {
    super();
  }

  override async hold(owner: string, ttlMs: number): Promise<ReadonlyMap<number, { readonly untilMs: number }>> {
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
