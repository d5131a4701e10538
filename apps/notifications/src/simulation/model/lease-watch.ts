import type { Life } from '@aftercare/testing';

interface Holder {
  readonly life: Life;
  readonly untilMs: number;
}

/** Work on a shard stops this long before its lease ends. */
const MARGIN_MS = 2000;

/** Who may work which shard: each belongs to one at a time, and calls of anybody else are wrong even if nothing comes of them. */
export class LeaseWatch {
  private readonly holders = new Map<number, Holder>();

  constructor(private readonly fail: (text: string) => void) {}

  /** A process took or prolonged leases. */
  taken(life: Life, leases: ReadonlyMap<number, { readonly untilMs: number }>): void {
    for (const [shard, { untilMs }] of leases) this.holders.set(shard, { life, untilMs });
  }

  calls(life: Life, shard: number, machineMs: number): void {
    const holder = this.holders.get(shard);
    if (holder?.life !== life)
      this.fail(`${life.name} calls a provider for a shard that ${holder?.life.name ?? 'nobody'} holds`);
    else if (machineMs > holder.untilMs - MARGIN_MS)
      this.fail(`${life.name} calls a provider when its lease is about to end`);
  }
}
