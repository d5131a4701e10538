import type { Activity, MachineTime } from '@aftercare/kernel';
import type { Lease, ShardLeases } from './leases.js';
import type { OutboxStore } from './outbox-store.js';
import type { Publisher } from './publisher.js';
import { Sender } from './sender.js';
import { Wake } from './wake.js';

export interface RelayContext {
  readonly outbox: OutboxStore;
  readonly leases: ShardLeases;
  readonly publisher: Publisher;
  readonly machine: MachineTime;
  readonly activity: Activity;
}

export interface RelayTuning {
  /** Rows per page. */
  readonly batch: number;
  /** How often everything is looked at, woken or not. Milliseconds. */
  readonly sweepMs: number;
  /** How often leases are renewed and free ones taken. Milliseconds. */
  readonly renewMs: number;
  /** A lease must outlive a send, all its retries included. Milliseconds. */
  readonly marginMs: number;
  /** Pause after a failure. Milliseconds. */
  readonly pauseMs: number;
}

/** With leases of 5 s: a send has at most 2.5 s, and a renewal may come 1.6 s late. */
export const RELAY_LEASE_MS = 5000;
export const RELAY_TUNING: RelayTuning = {
  batch: 500,
  sweepMs: 1000,
  renewMs: RELAY_LEASE_MS / 5,
  marginMs: 2500,
  pauseMs: 200,
};

/** Publishes outbox rows in order per key. At least once, ordered by first appearance. */
export class Relay {
  private readonly wake = new Wake();
  private readonly sender: Sender;
  private leases = new Map<number, Lease>();
  private nextRenewal = 0;
  private nextSweep = 0;
  private connected = false;
  private closing = false;
  private loop: Promise<void> | undefined;
  private unwatch: (() => Promise<void>) | undefined;
  /** Something may have been written since the outbox was last seen empty. */
  private unsure = true;
  private failure: string | undefined;

  constructor(
    private readonly context: RelayContext,
    private readonly tuning: RelayTuning = RELAY_TUNING,
  ) {
    this.sender = new Sender(context);
    context.activity.watch('outbox', () => this.pending());
  }

  start(): void {
    this.unwatch = this.context.outbox.watch(() => this.poke());
    this.loop ??= this.run();
  }

  /** Rows were written: look at once. */
  poke(): void {
    this.unsure = true;
    this.wake.ring();
  }

  /** Why nothing goes out, if it does not. */
  problem(): string | undefined {
    return this.failure;
  }

  /** Publishes what it can still reach in one pass, then gives the shards to others. */
  async close(): Promise<void> {
    if (this.closing) return;
    this.closing = true;
    this.wake.ring();
    await this.loop;
    await this.unwatch?.().catch(() => undefined);
    await this.context.publisher.disconnect().catch(() => undefined);
    await this.context.leases.release().catch(() => undefined);
  }

  private async run(): Promise<void> {
    do {
      try {
        await this.connect();
        await this.renew();
        await this.publishAll();
        this.failure = undefined;
        if (!this.closing) await this.rest();
      } catch (error) {
        await this.failed(error);
      }
    } while (!this.closing);
  }

  private async connect(): Promise<void> {
    if (this.connected) return;
    await this.context.publisher.connect();
    this.connected = true;
  }

  private async renew(): Promise<void> {
    if (this.context.machine.nowMs() < this.nextRenewal) return;
    this.leases = new Map((await this.context.leases.hold()).map((lease) => [lease.shard, lease]));
    this.nextRenewal = this.context.machine.nowMs() + this.tuning.renewMs;
  }

  private async publishAll(): Promise<void> {
    this.wake.reset();
    const page = await this.context.outbox.open({ shards: [...this.leases.keys()], limit: this.tuning.batch });
    if (page.rows.length === 0) return;
    const done = this.context.activity.begin('relay');
    try {
      if (!page.more) await this.sender.send(page.rows, () => this.deadline());
      else for (const shard of this.leases.keys()) await this.drain(shard);
    } finally {
      done();
    }
  }

  /** Walks the keys of a shard upwards once, so that under load no key waits for ever behind those before it. */
  private async drain(shard: number): Promise<void> {
    for (let fromKey = ''; ;) {
      await this.renew();
      if (!this.leases.has(shard)) return;
      const { rows, more } = await this.context.outbox.open({ shards: [shard], fromKey, limit: this.tuning.batch });
      await this.sender.send(rows, () => this.deadline());
      if (!more) return;
      fromKey = rows.at(-1)?.key ?? fromKey;
    }
  }

  /** The latest instant at which a send may still be under way. */
  private deadline(): number {
    return Math.min(...[...this.leases.values()].map((lease) => lease.until)) - this.tuning.marginMs;
  }

  private async rest(): Promise<void> {
    const now = this.context.machine.nowMs();
    if (now >= this.nextSweep) this.nextSweep = now + this.tuning.sweepMs;
    await this.wake.wait(Math.max(0, Math.min(this.nextSweep, this.nextRenewal) - now));
  }

  /** After a failed send an old request may still be on its way: only a new connection and a fresh look at the leases go on. */
  private async failed(error: unknown): Promise<void> {
    this.failure = error instanceof Error ? error.name : 'unknown';
    this.connected = false;
    this.nextRenewal = 0;
    await this.context.publisher.disconnect().catch(() => undefined);
    if (!this.closing) await this.context.machine.sleep(this.tuning.pauseMs);
  }

  private async pending(): Promise<number> {
    if (!this.unsure) return 0;
    this.unsure = false;
    const open = await this.context.outbox.countOpen();
    if (open > 0) this.unsure = true;
    return open;
  }
}
