import type { MachineTime } from '@aftercare/kernel';
import { ShardLeases } from '../application/sending/shards.js';
import { SHARDS } from '../domain/reminder.js';

/** Leases of all processes of one simulated installation. */
export class InMemoryShardLeases extends ShardLeases {
  private readonly leases = Array.from({ length: SHARDS }, () => ({ owner: '', untilMs: 0 }));

  constructor(private readonly machine: MachineTime) {
    super();
  }

  override async hold(owner: string, ttlMs: number): Promise<ReadonlyMap<number, { readonly untilMs: number }>> {
    const now = this.machine.nowMs();
    const held = new Map<number, { readonly untilMs: number }>();
    for (const [shard, lease] of this.leases.entries()) {
      if (lease.owner === owner || lease.untilMs <= now) this.give(lease, owner, now + ttlMs);
      if (lease.owner === owner) held.set(shard, { untilMs: lease.untilMs });
    }
    return held;
  }

  override async release(owner: string): Promise<void> {
    for (const lease of this.leases) if (lease.owner === owner) lease.untilMs = 0;
  }

  private give(lease: { owner: string; untilMs: number }, owner: string, untilMs: number): void {
    lease.owner = owner;
    lease.untilMs = untilMs;
  }
}
