import { newId, type Activity, type MachineTime } from '@aftercare/kernel';
import { Logger } from '@nestjs/common';
import type { HeldShards, ShardLeases } from '../leases/shard-leases.js';
import { SHARDS } from '../store/rows.js';
import type { OutboxStore } from './outbox-store.js';
import type { Publisher } from './publisher.js';
import { RelayFailure } from './relay-failure.js';
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
  /** How often everything is looked at without being woken: only for what a lost change stream did not tell. Milliseconds. */
  readonly sweepMs: number;
  /** How long a lease runs. Milliseconds. */
  readonly leaseMs: number;
  /** How often leases are renewed and free ones taken. Milliseconds. */
  readonly renewMs: number;
  /** A lease must outlive a send, all its retries included. Milliseconds. */
  readonly marginMs: number;
  /** Pause after a failure. Milliseconds. */
  readonly pauseMs: number;
}

/** With leases of 5 s: a send has at most 2.5 s, and a renewal may come 1.6 s late. */
export const RELAY_TUNING: RelayTuning = {
  batch: 500,
  sweepMs: 5000,
  leaseMs: 5000,
  renewMs: 1000,
  marginMs: 2500,
  pauseMs: 200,
};

/** Publishes outbox rows in order per key, those of its share of the shards. At least once, ordered by first appearance. */
export class Relay {
  private readonly owner = newId();
  private readonly wake = new Wake();
  private readonly sender: Sender;
  private leases: HeldShards = new Map();
  private nextRenewal = 0;
  private nextSweep = 0;
  private connected = false;
  private closing = false;
  private loop: Promise<void> | undefined;
  private unwatch: (() => Promise<void>) | undefined;
  /** Something may have been written since the outbox was last seen empty. */
  private unsure = true;
  private readonly failure: RelayFailure;
  /** Tells the activity that what was written is out; set from the commit to the end of the pass. */
  private done: (() => void) | undefined;

  constructor(
    private readonly context: RelayContext,
    private readonly tuning: RelayTuning = RELAY_TUNING,
  ) {
    this.sender = new Sender(context);
    this.failure = new RelayFailure(context.machine, new Logger(Relay.name));
    context.activity.watch('outbox', () => this.pending());
  }

  start(): void {
    this.unwatch = this.context.outbox.watch(() => this.ring());
    this.loop ??= this.run();
  }

  /** This process committed rows, or may have: look at once. */
  wrote(): void {
    if (this.isPublishing) this.begin();
    this.ring();
  }

  /** Why nothing has gone out for a while, if it has not. */
  problem(): string | undefined {
    return this.failure.problem();
  }

  /** Publishes what it can still reach in one pass, then gives the shards to others. */
  async close(): Promise<void> {
    if (this.closing) return;
    this.closing = true;
    this.wake.ring();
    await this.loop;
    await this.unwatch?.().catch(() => undefined);
    await this.context.publisher.disconnect().catch(() => undefined);
    await this.context.leases.release(this.owner).catch(() => undefined);
  }

  private async run(): Promise<void> {
    do {
      try {
        await this.connect();
        await this.renew();
        if (this.wake.isRung || this.context.machine.nowMs() >= this.nextSweep) await this.pass();
        this.failure.over();
        if (!this.closing) await this.rest();
      } catch (error) {
        await this.failed(error);
      }
    } while (!this.closing);
    this.end();
  }

  private ring(): void {
    this.unsure = true;
    this.wake.ring();
  }

  private get isPublishing(): boolean {
    return this.connected && !this.failure.lasts && !this.closing && this.holdsAll;
  }

  private get holdsAll(): boolean {
    return this.leases.size === SHARDS;
  }

  private begin(): void {
    this.done ??= this.context.activity.begin('relay');
  }

  private end(): void {
    this.done?.();
    this.done = undefined;
  }

  private async connect(): Promise<void> {
    if (this.connected) return;
    await this.context.publisher.connect();
    this.connected = true;
  }

  private async renew(): Promise<void> {
    if (this.context.machine.nowMs() < this.nextRenewal) return;
    const held = await this.context.leases.hold(this.owner, this.tuning.leaseMs);
    this.nextRenewal = this.context.machine.nowMs() + this.tuning.renewMs;
    // One that runs out, since it is another relay's soon, would end the sends of all others with it.
    const kept = new Map([...held].filter(([, { untilMs }]) => untilMs - this.tuning.marginMs > this.nextRenewal));
    if ([...kept.keys()].some((shard) => !this.leases.has(shard))) this.wake.ring();
    this.leases = kept;
  }

  /** Publishes what was written before it began. Who holds all shards then knows that nothing is left, unless it was rung for meanwhile. */
  private async pass(): Promise<void> {
    this.wake.reset();
    this.nextSweep = this.context.machine.nowMs() + this.tuning.sweepMs;
    await this.publishAll();
    if (this.wake.isRung) return;
    if (this.holdsAll) this.unsure = false;
    this.end();
  }

  private async publishAll(): Promise<void> {
    const page = await this.context.outbox.open({ shards: [...this.leases.keys()], limit: this.tuning.batch });
    if (page.rows.length === 0) return;
    this.begin();
    if (!page.more) await this.sender.send(page.rows, () => this.deadline());
    else for (const shard of this.leases.keys()) await this.drain(shard);
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
    return Math.min(...[...this.leases.values()].map(({ untilMs }) => untilMs)) - this.tuning.marginMs;
  }

  private async rest(): Promise<void> {
    const now = this.context.machine.nowMs();
    await this.wake.wait(Math.max(0, Math.min(this.nextSweep, this.nextRenewal) - now));
  }

  /** After a failed send an old request may still be on its way: only a new connection and a fresh look at the leases go on. */
  private async failed(error: unknown): Promise<void> {
    this.failure.is(error);
    this.end();
    this.ring();
    this.connected = false;
    this.nextRenewal = 0;
    await this.context.publisher.disconnect().catch(() => undefined);
    if (!this.closing) await this.context.machine.sleep(this.tuning.pauseMs);
  }

  /** While a pass for them is due, the activity says so itself; the store is asked only when nobody here can know. */
  private async pending(): Promise<number> {
    if (!this.unsure || this.done !== undefined) return 0;
    this.unsure = false;
    const open = await this.context.outbox.countOpen();
    if (open > 0) this.unsure = true;
    return open;
  }
}
