import { SilentActivity, SystemMachineTime } from '@aftercare/kernel';
import { InMemoryShardLeases } from '../memory/in-memory-shard-leases.js';
import { MemoryOutboxStore } from '../memory/memory-outbox-store.js';
import { MemoryLog, MemoryPublisher } from '../memory/memory-publisher.js';
import { MemoryStore } from '../memory/memory-store.js';
import { outboxRow, partitionOf, SHARDS, type OutboxRow } from '../store/rows.js';
import type { OpenRows, Page } from './outbox-store.js';
import { Relay } from './relay.js';

class Pending extends SilentActivity {
  pending: () => number | Promise<number> = () => 0;
  override watch(_what?: string, pending: () => number | Promise<number> = () => 0): void {
    this.pending = pending;
  }
}

const eventually = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise(setImmediate);
};

class CountingOutboxStore extends MemoryOutboxStore {
  looks = 0;
  override open(page: Page): Promise<OpenRows> {
    this.looks += 1;
    return super.open(page);
  }
}

const rowOf = (
  key: string,
  version: number,
  index = 0,
  envelope = Buffer.from(`${key} ${version}.${index}`),
): OutboxRow =>
  outboxRow({
    _id: `${key}-${version}-${index}`,
    topic: 't',
    key,
    order: { version, index },
    envelope,
    headers: {},
    createdAt: new Date(0),
  });

const setUp = () => {
  const store = new MemoryStore();
  const log = new MemoryLog();
  const machine = new SystemMachineTime();
  const activity = new Pending();
  const outbox = new CountingOutboxStore(store, machine);
  const relay = new Relay({
    outbox,
    leases: new InMemoryShardLeases(machine, SHARDS),
    publisher: new MemoryPublisher(log),
    machine,
    activity,
  });
  const write = (...rows: readonly OutboxRow[]): Promise<void> =>
    store.attempt(async (attempt) => attempt.publish(rows));
  const quiet = async (): Promise<void> => {
    while ((await activity.pending()) > 0) await machine.sleep(1);
  };
  const published = (key: string): readonly string[] =>
    log
      .read('t', partitionOf(key))
      .filter((one) => one.key === key)
      .map((one) => String(one.value));
  return { store, outbox, relay, write, quiet, published };
};

describe('the relay', () => {
  it('publishes in the order of key, version and index, whatever the order of writing', async () => {
    const { relay, write, quiet, published } = setUp();
    await write(rowOf('a', 2), rowOf('a', 1, 1), rowOf('b', 1), rowOf('a', 1, 0), rowOf('a', 10));
    relay.start();
    await quiet();
    expect(published('a')).toEqual(['a 1.0', 'a 1.1', 'a 2.0', 'a 10.0']);
    expect(published('b')).toEqual(['b 1.0']);
    await relay.close();
  });

  it('drains far more than a page without losing or repeating', async () => {
    const { relay, write, quiet, published, store } = setUp();
    await write(...Array.from({ length: 3000 }, (_, index) => rowOf(`k${index % 3}`, index)));
    relay.start();
    await quiet();
    for (const key of ['k0', 'k1', 'k2']) expect(published(key)).toHaveLength(1000);
    expect([...store.outbox.values()].every((row) => row.publishedAt !== null)).toBe(true);
    await relay.close();
  });

  it('gives up one record that the log refuses, and nobody else', async () => {
    const { relay, write, quiet, published, store } = setUp();
    await write(rowOf('a', 1), rowOf('a', 2, 0, Buffer.alloc(2_000_000)), rowOf('a', 3));
    relay.start();
    await quiet();
    expect(published('a')).toEqual(['a 1.0', 'a 3.0']);
    expect(store.outbox.get('a-2-0')?.abandonedAt).not.toBeNull();
    await relay.close();
  });

  it('looks once for what its own process wrote, though the store tells it too', async () => {
    const { store, outbox, relay, write, published } = setUp();
    store.onPublish(() => relay.wrote());
    relay.start();
    await eventually(() => outbox.looks === 1);
    await write(rowOf('a', 1), rowOf('b', 1));
    await eventually(() => published('b').length === 1);
    await relay.close();
    expect(published('a')).toEqual(['a 1.0']);
    expect(outbox.looks).toBe(2);
  });

  it('wakes for what is written while it rests', async () => {
    const { relay, write, quiet, published } = setUp();
    relay.start();
    await quiet();
    await write(rowOf('a', 1));
    await quiet();
    expect(published('a')).toEqual(['a 1.0']);
    await relay.close();
  });
});
