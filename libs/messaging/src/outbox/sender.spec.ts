import { ManualMachineTime, SilentActivity } from '@aftercare/kernel';
import { MemoryOutboxStore } from '../memory/memory-outbox-store.js';
import { MemoryLog, MemoryPublisher } from '../memory/memory-publisher.js';
import { MemoryStore } from '../memory/memory-store.js';
import { outboxRow, partitionOf } from '../store/rows.js';
import type { Acknowledgement, Publication } from './publisher.js';
import { NotStoredError, Sender } from './sender.js';

/** As kafkajs with a topic of fewer partitions: what is for the others is left out, and the call succeeds. */
class FewPartitions extends MemoryPublisher {
  constructor(
    log: MemoryLog,
    private readonly count: number,
  ) {
    super(log);
  }

  override publish(records: readonly Publication[]): Promise<readonly Acknowledgement[]> {
    return super.publish(records.filter(({ partition }) => partition < this.count));
  }
}

const KEYS = Array.from({ length: 40 }, (_, index) => `booking-${index}`);

const rowOf = (key: string) =>
  outboxRow({
    _id: `e-${key}`,
    topic: 'bookings',
    key,
    order: { version: 1, index: 0 },
    envelope: Buffer.from(key),
    headers: {},
    createdAt: new Date(0),
  });

const setUp = async (partitions: number) => {
  const store = new MemoryStore();
  const machine = new ManualMachineTime();
  const outbox = new MemoryOutboxStore(store, machine);
  const publisher = new FewPartitions(new MemoryLog(), partitions);
  await publisher.connect();
  await store.attempt(async (attempt) => attempt.publish(KEYS.map(rowOf)));
  const sender = new Sender({ outbox, publisher, machine, activity: new SilentActivity() });
  const send = () => sender.send(KEYS.map(rowOf), () => machine.nowMs());
  return { outbox, send };
};

describe('rows that were sent', () => {
  it('are out when each of their partitions says so', async () => {
    const { outbox, send } = await setUp(4);
    await send();
    expect(await outbox.countOpen()).toBe(0);
  });

  it('stay open, and it is said, when the log left them out', async () => {
    const { outbox, send } = await setUp(1);
    await expect(send()).rejects.toThrow(NotStoredError);
    const { rows } = await outbox.open({ shards: [0, 1, 2, 3, 4, 5, 6, 7], limit: 100 });
    expect(rows.map(({ key }) => key).toSorted()).toEqual(KEYS.filter((key) => partitionOf(key) !== 0).toSorted());
  });
});
