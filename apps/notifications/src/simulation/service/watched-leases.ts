import type { Life } from '@aftercare/testing';
import { ShardLeases } from '../../reminders/application/sending/shards.js';

type Held = ReadonlyMap<number, { readonly untilMs: number }>;

export type OnLeases = (life: Life, held: Held) => void;

/** The leases of one process; the model hears who holds what. */
export class WatchedLeases extends ShardLeases {
  constructor(
    private readonly leases: ShardLeases,
    private readonly life: Life,
    private readonly onTaken: OnLeases,
  ) {
    super();
  }

  override async hold(owner: string, ttlMs: number): Promise<Held> {
    const held = await this.leases.hold(owner, ttlMs);
    this.onTaken(this.life, held);
    return held;
  }

  override release(owner: string): Promise<void> {
    return this.leases.release(owner);
  }
}
