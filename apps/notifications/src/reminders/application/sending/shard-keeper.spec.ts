import { FixedClock, MachineTime, SilentActivity } from '@aftercare/kernel';
import { InMemoryShardLeases, ShardLeases } from '@aftercare/messaging';
import type { HeldShards } from '@aftercare/messaging';
import { AppLogger, createLogger } from '@aftercare/platform';
import type { ShutdownOrder } from '@aftercare/platform';
import { SHARDS } from '../../domain/reminder.js';
import type { WaitingLedger } from './ledger.js';
import { SendTimes } from './send-times.js';
import { ShardKeeper } from './shard-keeper.js';

/** Passes only when it is told to. */
class Ticks extends MachineTime {
  private ms = 1_800_000_000_000;
  private sleepers: { readonly until: number; readonly wake: () => void }[] = [];

  override nowMs(): number {
    return this.ms;
  }

  override sleep(ms: number): Promise<void> {
    return new Promise((wake) => this.sleepers.push({ until: this.ms + ms, wake }));
  }

  async pass(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second += 1) {
      this.ms += 1000;
      const awake = this.sleepers.filter(({ until }) => until <= this.ms);
      this.sleepers = this.sleepers.filter(({ until }) => until > this.ms);
      for (const { wake } of awake) wake();
      await new Promise(setImmediate);
    }
  }
}

/** One shard at a time: first one, from then on another. */
class OneAfterTheOther extends ShardLeases {
  private next = 3;

  constructor(private readonly machine: MachineTime) {
    super();
  }

  override async hold(_owner: string, ttlMs: number): Promise<HeldShards> {
    const shard = this.next;
    this.next = 4;
    return new Map([[shard, { untilMs: this.machine.nowMs() + ttlMs }]]);
  }

  override async release(): Promise<void> {
    return undefined;
  }
}

/** Answers no renewal before it is let. */
class GatedLeases extends InMemoryShardLeases {
  gate: Promise<void> = Promise.resolve();

  override async hold(owner: string, ttlMs: number): Promise<HeldShards> {
    await this.gate;
    return super.hold(owner, ttlMs);
  }
}

const noShutdown = { register: () => undefined } as unknown as ShutdownOrder;
const never = (): Promise<never> => new Promise(() => undefined);

const keeperOf = (
  machine: Ticks,
  leases: ShardLeases,
  waiting: Partial<WaitingLedger>,
  shutdown = noShutdown,
): ShardKeeper => {
  const times = new SendTimes(new FixedClock(new Date('2027-03-15T10:30:00Z')), machine, new SilentActivity());
  const logger = new AppLogger(createLogger('keeper', 'silent'));
  return new ShardKeeper(leases, waiting as WaitingLedger, times, logger, shutdown);
};
const quiet = { expireClaims: () => Promise.resolve(0), countSending: () => Promise.resolve(0) };

describe('the keeper of shards', () => {
  it('keeps its leases while the sweep waits for rows that a dead process held in a transaction', async () => {
    const machine = new Ticks();
    const keeper = keeperOf(machine, new InMemoryShardLeases(machine, SHARDS), { ...quiet, expireClaims: never });
    await keeper.onApplicationBootstrap();
    await machine.pass(60);
    expect(keeper.owned()).toHaveLength(SHARDS);
  });

  it('keeps its leases while it catches up on what a dead holder left', async () => {
    const machine = new Ticks();
    const leases = new InMemoryShardLeases(machine, SHARDS);
    await leases.hold('a process that dies', 12_000);
    const keeper = keeperOf(machine, leases, quiet);
    let caughtUp = 0;
    keeper.whenTaken(() => {
      caughtUp += 1;
      return never();
    });
    keeper.remember(new Date('2027-03-15T10:30:00Z'));
    await keeper.onApplicationBootstrap();
    expect(keeper.owned()).toHaveLength(0);
    await machine.pass(60);
    expect(caughtUp).toBe(1);
    expect(keeper.owned()).toHaveLength(SHARDS);
  });

  it('shares the shards with a keeper that comes later, and nobody has one beside it', async () => {
    const machine = new Ticks();
    const leases = new InMemoryShardLeases(machine, SHARDS);
    const [first, later] = [keeperOf(machine, leases, quiet), keeperOf(machine, leases, quiet)];
    await first.onApplicationBootstrap();
    await machine.pass(30);
    await later.onApplicationBootstrap();
    for (let second = 0; second < 30; second += 1) {
      await machine.pass(1);
      expect(first.owned().filter((shard) => later.mayStart(shard))).toEqual([]);
    }
    expect([first.owned().length, later.owned().length]).toEqual([SHARDS / 2, SHARDS / 2]);
  });

  it('catches up on a shard that it gets in the moment in which it loses another', async () => {
    const machine = new Ticks();
    const keeper = keeperOf(machine, new OneAfterTheOther(machine), quiet);
    const caughtUp: (readonly number[])[] = [];
    keeper.whenTaken(async () => void caughtUp.push(keeper.owned()));
    await keeper.onApplicationBootstrap();
    keeper.remember(new Date('2027-03-15T10:30:00Z'));
    await machine.pass(10);
    expect(caughtUp).toEqual([[4]]);
  });

  it('has given its shards back when it stopped, also where that was in the middle of a renewal', async () => {
    const machine = new Ticks();
    const leases = new GatedLeases(machine, SHARDS);
    let stop = (): Promise<void> => Promise.resolve();
    const shutdown = {
      register: (_step: string, _name: string, run: () => Promise<void>) => void (stop = run),
    } as unknown as ShutdownOrder;
    const keeper = keeperOf(machine, leases, quiet, shutdown);
    await keeper.onApplicationBootstrap();
    let open = (): void => undefined;
    leases.gate = new Promise((resolve) => (open = resolve));
    await machine.pass(3);
    const stopped = stop();
    open();
    await stopped;
    expect(keeper.owned()).toEqual([]);
    leases.gate = Promise.resolve();
    expect((await leases.hold('another', 12_000)).size).toBe(SHARDS);
  });

  it('goes on sweeping after a sweep that failed', async () => {
    const machine = new Ticks();
    let sweeps = 0;
    const failing = (): Promise<number> => {
      sweeps += 1;
      return Promise.reject(new Error('no store'));
    };
    await keeperOf(machine, new InMemoryShardLeases(machine, SHARDS), {
      ...quiet,
      expireClaims: failing,
    }).onApplicationBootstrap();
    await machine.pass(3);
    expect(sweeps).toBe(3);
  });
});
