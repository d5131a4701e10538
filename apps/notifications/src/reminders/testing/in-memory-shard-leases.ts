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
    for (const lease of this.leases)
      if (lease.owner === owner || lease.untilMs <= now) this.give(lease, owner, now + ttlMs);
    return new Map(
      this.leases.flatMap((lease, shard) =>
        lease.owner === owner ? [[shard, { untilMs: lease.untilMs }] as const] : [],
      ),
    );
  }

  override async release(owner: string): Promise<void> {
    for (const lease of this.leases) if (lease.owner === owner) lease.untilMs = 0;
  }

  private give(lease: { owner: string; untilMs: number }, owner: string, untilMs: number): void {
    lease.owner = owner;
    lease.untilMs = untilMs;
  }
}
