import { newId } from '@aftercare/kernel';
import { ShardLeases } from '@aftercare/messaging';
import type { HeldShards } from '@aftercare/messaging';
import { AppLogger, ShutdownOrder } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { WaitingLedger } from './ledger.js';
import { SendTimes } from './send-times.js';

/** Machine times of the leases. */
const TTL_MS = 12_000;
const SWEEP_EVERY_MS = 1000;
const RENEW_EVERY_MS = 3000;
/** Work on a shard stops this long before its lease ends. */
const MARGIN_MS = 2000;

/** Holds the leases of shards, and lets nobody work one whose lease is about to end. */
@Injectable()
export class ShardKeeper implements OnApplicationBootstrap {
  private readonly owner = newId();
  private held: HeldShards = new Map();
  private renewal: Promise<HeldShards> | undefined;
  private stopped = false;
  private lastFired: Date | undefined;
  private onTaken: (now: Date) => Promise<void> = () => Promise.resolve();
  /** Rows may be under a claim that no work of this process will end: of a holder that died, or of a write that failed. */
  private mayBeLeft = true;

  constructor(
    private readonly leases: ShardLeases,
    private readonly waiting: WaitingLedger,
    private readonly times: SendTimes,
    private readonly logger: AppLogger,
    shutdown: ShutdownOrder,
  ) {
    shutdown.register('drain', 'shards', () => this.stop());
  }

  async onApplicationBootstrap(): Promise<void> {
    this.times.activity.watch('claimed', () => this.leftClaims());
    await this.renew();
    // Apart: a sweep may wait for a minute on rows that a process held in a transaction when it died, and a lease does not wait.
    void this.every(RENEW_EVERY_MS, () => this.renew());
    void this.every(SWEEP_EVERY_MS, () => this.sweep());
  }

  /** Shards that may be worked now. */
  owned(): readonly number[] {
    return [...this.held.keys()].filter((shard) => this.mayStart(shard));
  }

  mayStart(shard: number): boolean {
    const lease = this.held.get(shard);
    return !this.stopped && lease !== undefined && this.times.machine.nowMs() < lease.untilMs - MARGIN_MS;
  }

  /** The instant up to which due rows were asked for; a shard that is taken over later catches up to it. */
  remember(now: Date): void {
    this.lastFired = now;
  }

  whenTaken(catchUp: (now: Date) => Promise<void>): void {
    this.onTaken = catchUp;
  }

  report(error: unknown): void {
    this.mayBeLeft = true;
    this.logger.error('reminders could not be settled', error, ShardKeeper.name);
  }

  private async every(ms: number, act: () => Promise<unknown>): Promise<void> {
    while (!this.stopped) {
      await this.times.machine.sleep(ms);
      try {
        await act();
      } catch (error) {
        this.report(error);
      }
    }
  }

  private async sweep(): Promise<void> {
    await this.waiting.expireClaims(this.times.machine.nowMs(), this.times.clock.now());
  }

  private async renew(): Promise<void> {
    if (this.stopped) return;
    const before = this.held;
    this.renewal = this.leases.hold(this.owner, TTL_MS);
    this.held = await this.renewal;
    const isNew = [...this.held.keys()].some((shard) => !before.has(shard));
    if (isNew) this.mayBeLeft = true;
    if (isNew && this.lastFired !== undefined) this.catchUp(this.lastFired);
  }

  /** Not waited for: with much to catch up on, the leases that it needs would run out. */
  private catchUp(until: Date): void {
    const done = this.times.activity.begin('catch up');
    void this.onTaken(until)
      .catch((error: unknown) => this.report(error))
      .finally(done);
  }

  /** Claims of work that runs here show as that work; the store is asked only while there may be others. */
  private async leftClaims(): Promise<number> {
    if (!this.mayBeLeft) return 0;
    this.mayBeLeft = false;
    const left = await this.waiting.countSending();
    if (left > 0) this.mayBeLeft = true;
    return left;
  }

  private async stop(): Promise<void> {
    this.stopped = true;
    // One that is under way would take again what was given back.
    await this.renewal?.catch(() => undefined);
    await this.leases.release(this.owner);
  }
}
