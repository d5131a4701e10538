import { ShardLeases } from '@aftercare/messaging';
import type { HeldShards } from '@aftercare/messaging';
import type { Life } from '@aftercare/testing';

export type OnLeases = (life: Life, held: HeldShards) => void;

/** The leases of one process; the model hears who holds what. */
export class WatchedLeases extends ShardLeases {
  constructor(
    private readonly leases: ShardLeases,
    private readonly life: Life,
    private readonly onTaken: OnLeases,
  ) {
    super();
  }

  override async hold(owner: string, ttlMs: number): Promise<HeldShards> {
    const held = await this.leases.hold(owner, ttlMs);
    this.onTaken(this.life, held);
    return held;
  }

  override release(owner: string): Promise<void> {
    return this.leases.release(owner);
  }
}
