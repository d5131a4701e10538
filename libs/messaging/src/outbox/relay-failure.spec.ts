import { ManualMachineTime, SilentActivity } from '@aftercare/kernel';
import { Logger } from '@nestjs/common';
import { InMemoryShardLeases } from '../memory/in-memory-shard-leases.js';
import { MemoryOutboxStore } from '../memory/memory-outbox-store.js';
import { MemoryLog, MemoryPublisher } from '../memory/memory-publisher.js';
import { MemoryStore } from '../memory/memory-store.js';
import { SHARDS } from '../store/rows.js';
import { Relay } from './relay.js';

class Refusal extends Error {
  override readonly name = 'KafkaJSProtocolError';
  constructor(readonly type: string) {
    super('with a value that nobody may see');
  }
}

/** A log that lets nobody in for as long as it is told. */
class ClosedLog extends MemoryPublisher {
  refusal: Refusal | undefined = new Refusal('TOPIC_AUTHORIZATION_FAILED');
  tries = 0;

  override async connect(): Promise<void> {
    await new Promise(setImmediate);
    this.tries += 1;
    if (this.refusal !== undefined) throw this.refusal;
    await super.connect();
  }
}

const eventually = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise(setImmediate);
};

const setUp = () => {
  const machine = new ManualMachineTime();
  const publisher = new ClosedLog(new MemoryLog());
  const outbox = new MemoryOutboxStore(new MemoryStore(), machine);
  const leases = new InMemoryShardLeases(machine, SHARDS);
  const relay = new Relay({ outbox, leases, publisher, machine, activity: new SilentActivity() });
  const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  const told = jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
  return { relay, publisher, machine, warned, told };
};

describe('a relay that cannot publish', () => {
  afterEach(() => jest.restoreAllMocks());

  it('says so once for each cause, and once when it can again', async () => {
    const { relay, publisher, warned, told } = setUp();
    relay.start();
    await eventually(() => publisher.tries >= 3);
    publisher.refusal = new Refusal('TOPIC_DELETED');
    await eventually(() => warned.mock.calls.length === 2);
    publisher.refusal = undefined;
    await eventually(() => told.mock.calls.length === 1);
    await relay.close();
    expect(warned.mock.calls.map(([text]) => text as string)).toEqual([
      'events do not go out: KafkaJSProtocolError TOPIC_AUTHORIZATION_FAILED',
      'events do not go out: KafkaJSProtocolError TOPIC_DELETED',
    ]);
    expect(told.mock.calls).toEqual([['events go out again']]);
  });

  it('is a problem when it lasts for five seconds, and none once it is over', async () => {
    const { relay, publisher, machine, told } = setUp();
    const start = machine.nowMs();
    relay.start();
    await eventually(() => publisher.tries === 1);
    expect([machine.nowMs() - start < 5000, relay.problem()]).toEqual([true, undefined]);
    await eventually(() => machine.nowMs() - start > 6000);
    expect(relay.problem()).toBe('events do not go out: KafkaJSProtocolError TOPIC_AUTHORIZATION_FAILED');
    publisher.refusal = undefined;
    await eventually(() => told.mock.calls.length === 1);
    expect(relay.problem()).toBeUndefined();
    await relay.close();
  });
});
