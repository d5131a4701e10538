import { ManualMachineTime, SilentActivity } from '@aftercare/kernel';
import type { HeldShards } from '../leases/shard-leases.js';
import { InMemoryShardLeases } from '../memory/in-memory-shard-leases.js';
import { MemoryOutboxStore } from '../memory/memory-outbox-store.js';
import { MemoryLog, MemoryPublisher } from '../memory/memory-publisher.js';
import { MemoryStore } from '../memory/memory-store.js';
import { outboxRow, partitionOf, shardOf, SHARDS } from '../store/rows.js';
import type { Acknowledgement, Publication } from './publisher.js';
import { Relay, RELAY_TUNING } from './relay.js';

const KEYS = Array.from({ length: 40 }, (_, index) => `key-${index}`);
const FIRST_HALF = KEYS.filter((key) => shardOf(key) < SHARDS / 2);
const SECOND_HALF = KEYS.filter((key) => shardOf(key) >= SHARDS / 2);

const eventually = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise(setImmediate);
};

class CountedLeases extends InMemoryShardLeases {
  holds = 0;
  override hold(owner: string, ttlMs: number): Promise<HeldShards> {
    this.holds += 1;
    return super.hold(owner, ttlMs);
  }
}

class CountingPublisher extends MemoryPublisher {
  readonly keys: string[] = [];
  override publish(records: readonly Publication[]): Promise<readonly Acknowledgement[]> {
    this.keys.push(...records.map(({ key }) => key));
    return super.publish(records);
  }
}

/** An outbox with relays that share it. Machine time passes only in `renewals`. */
class Shared {
  readonly log = new MemoryLog();
  private readonly machine = new ManualMachineTime();
  private readonly store = new MemoryStore();
  private readonly leases = new CountedLeases(this.machine, SHARDS);
  private readonly relays: Relay[] = [];
  private version = 0;

  async start(): Promise<{ readonly relay: Relay; readonly publisher: CountingPublisher }> {
    const publisher = new CountingPublisher(this.log);
    const outbox = new MemoryOutboxStore(this.store, this.machine);
    const relay = new Relay({
      outbox,
      leases: this.leases,
      publisher,
      machine: this.machine,
      activity: new SilentActivity(),
    });
    const before = this.leases.holds;
    relay.start();
    this.relays.push(relay);
    await eventually(() => this.leases.holds > before);
    return { relay, publisher };
  }

  /** One event of each key. */
  async say(): Promise<void> {
    this.version += 1;
    const rows = KEYS.map((key) =>
      outboxRow({
        _id: `${key}-${this.version}`,
        topic: 't',
        key,
        order: { version: this.version, index: 0 },
        envelope: Buffer.from(String(this.version)),
        headers: {},
        createdAt: new Date(0),
      }),
    );
    await this.store.attempt(async (attempt) => attempt.publish(rows));
  }

  /** So often everybody who lives looks at the leases anew, a second apart. */
  async renewals(count: number): Promise<void> {
    for (let round = 0; round < count; round += 1) {
      this.machine.ms += RELAY_TUNING.renewMs;
      const after = this.leases.holds + this.relays.length;
      for (const relay of this.relays) relay.wrote();
      await eventually(() => this.leases.holds >= after);
    }
  }

  async end(relay: Relay): Promise<void> {
    this.relays.splice(this.relays.indexOf(relay), 1);
    await relay.close();
  }

  of(key: string): readonly string[] {
    return this.log
      .read('t', partitionOf(key))
      .filter((one) => one.key === key)
      .map(({ value }) => String(value));
  }

  async published(keys: readonly string[], versions: readonly string[]): Promise<void> {
    await eventually(() => keys.every((key) => this.of(key).length >= versions.length));
    for (const key of keys) expect(this.of(key)).toEqual(versions);
  }
}

describe('relays of several processes', () => {
  it('share the outbox: each publishes its half, every event once and in the order of its key', async () => {
    const shared = new Shared();
    const one = await shared.start();
    await shared.say();
    await shared.published(KEYS, ['1']);
    const two = await shared.start();
    await shared.renewals(RELAY_TUNING.leaseMs / RELAY_TUNING.renewMs + 2);
    one.publisher.keys.length = 0;
    await shared.say();
    await shared.published(KEYS, ['1', '2']);
    expect(new Set(one.publisher.keys)).toEqual(new Set(FIRST_HALF));
    expect(new Set(two.publisher.keys)).toEqual(new Set(SECOND_HALF));
    await shared.end(one.relay);
    await shared.end(two.relay);
  });

  it('leave a shard alone that runs out, until it is the other’s', async () => {
    const shared = new Shared();
    const one = await shared.start();
    const two = await shared.start();
    await shared.renewals(2);
    await shared.say();
    await shared.published(FIRST_HALF, ['1']);
    for (const key of SECOND_HALF) expect(shared.of(key)).toEqual([]);
    expect(two.publisher.keys).toEqual([]);
    await shared.renewals(RELAY_TUNING.leaseMs / RELAY_TUNING.renewMs);
    await shared.published(KEYS, ['1']);
    expect(two.publisher.keys).toHaveLength(SECOND_HALF.length);
    await shared.end(two.relay);
    await shared.end(one.relay);
  });

  it('take over what another gives back when it stops', async () => {
    const shared = new Shared();
    const one = await shared.start();
    const two = await shared.start();
    await shared.renewals(RELAY_TUNING.leaseMs / RELAY_TUNING.renewMs + 2);
    await shared.end(one.relay);
    await shared.renewals(1);
    await shared.say();
    await shared.published(KEYS, ['1']);
    expect(two.publisher.keys).toHaveLength(KEYS.length);
    await shared.end(two.relay);
  });
});
