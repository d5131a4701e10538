import { TransientError } from '@aftercare/kernel';
import type { Publication } from '../src/outbox/publisher.js';
import { partitionOf } from '../src/store/rows.js';
import { eventually } from './testing/eventually.js';
import { publicationOf } from './testing/log.js';
import { DEAD_LETTERS, GROUP, Trial } from './testing/trial.js';
import { Knobs, thingMoved, thingMovedV1 } from '../src/testing/things.js';

jest.setTimeout(60_000);

const KEY = 'thing-0';
const bytes = (value: Buffer | null): Publication => ({
  topic: thingMovedV1.topic,
  partition: partitionOf(KEY),
  key: KEY,
  value,
  headers: { 'x-origin': 'elsewhere' },
});
const json = (value: unknown): Publication => bytes(Buffer.from(JSON.stringify(value)));

const poisons: readonly (readonly [string, Publication])[] = [
  ['NOT_JSON', bytes(Buffer.from('{"specversion": "1.0",'))],
  ['NOT_AN_ENVELOPE', json({ hello: 'world' })],
  ['UNKNOWN_VERSION', json({ ...thingMoved(KEY, 0, 'v9'), type: 'aftercare.trial.thing.moved.v9' })],
  ['CONTRACT_BROKEN', json({ ...thingMoved(KEY, 0, 'bad'), data: { thingId: KEY, seq: 'three' } })],
  ['TOMBSTONE', bytes(null)],
  ['TOO_LARGE', bytes(Buffer.alloc(2_000_000, 'x'))],
];

describe('a bad record in the middle of a batch', () => {
  const trial = new Trial();

  beforeAll(async () => {
    const topic = trial.names.topicPrefix + thingMovedV1.topic;
    const configEntries = [{ name: 'max.message.bytes', value: '4000000' }];
    await trial.log.administer((admin) => admin.createTopics({ topics: [{ topic, numPartitions: 4, configEntries }] }));
    await trial.topics();
  });
  afterAll(() => trial.end());

  it('is parked with its original bytes and the cause, and its neighbours are handled in order', async () => {
    const good = Array.from({ length: 7 }, (_, seq) => publicationOf(thingMovedV1.topic, thingMoved(KEY, seq)));
    const mixed = poisons.flatMap(([, poison], index) => [...good.slice(index, index + 1), poison]);
    await trial.log.publish([...mixed, ...good.slice(6)]);
    const service = await trial.start();
    await trial.expectExactly(1, 7);
    const parked = await trial.log.read(DEAD_LETTERS, poisons.length);
    expect(parked).toHaveLength(poisons.length);
    for (const [code, poison] of poisons) {
      const letter = parked.find((record) => record.headers['dlt_code'] === code);
      expect({
        code,
        same: letter?.value?.equals(poison.value ?? Buffer.of()) ?? letter?.value === poison.value,
      }).toEqual({ code, same: true });
      expect(letter?.headers).toMatchObject({
        'x-origin': 'elsewhere',
        dlt_topic: thingMovedV1.topic,
        dlt_group: GROUP,
        dlt_partition: String(partitionOf(KEY)),
      });
      expect(letter?.key).toBe(KEY);
    }
    expect(await service.db.collection('inbox').countDocuments({ outcome: 'parked' })).toBe(poisons.length);
    expect(service.runtime.problems()).toEqual([]);
  });

  it('is parked once, also when the whole topic is replayed after an offset reset', async () => {
    await trial.services.at(-1)?.stop();
    await resetToStart();
    const again = await trial.start();
    await eventually('the replay', () => (again.runtime.counters().get(GROUP)?.duplicate ?? 0) >= 13);
    await eventually(
      'the relay',
      async () => (await again.db.collection('outbox').countDocuments({ publishedAt: null })) === 0,
    );
    expect(again.runtime.counters().get(GROUP)).toMatchObject({ handled: 0, parked: 0 });
    expect(await trial.log.size(DEAD_LETTERS)).toBe(poisons.length);
    await trial.expectExactly(1, 7);
  });

  const resetToStart = (): Promise<void> =>
    trial.log.administer(async (admin) => {
      const groupId = trial.names.topicPrefix + GROUP;
      await eventually('an empty group', async () => {
        const { groups } = await admin.describeGroups([groupId]);
        return groups[0]?.state === 'Empty';
      });
      await admin.resetOffsets({ groupId, topic: trial.names.topicPrefix + thingMovedV1.topic, earliest: true });
    });
});

describe('an event that its reaction cannot handle', () => {
  class Later extends TransientError {
    override readonly code = 'LATER';
  }

  it('is parked alone when decide throws, and when only the writes of it fail', async () => {
    const trial = new Trial();
    const knobs = new Knobs();
    knobs.decide = (event) => {
      if (event.id === 'broken') throw new TypeError('a bug');
    };
    knobs.afterLoad = async (keys) => {
      if (keys.some((key) => key.id === 'cursed')) throw new RangeError('no such thing');
    };
    await trial.topics();
    const moves = Array.from({ length: 5 }, (_, seq) => thingMoved('thing-0', seq));
    await trial.publish([
      ...moves.slice(0, 2),
      thingMoved('thing-0', 99, 'broken'),
      ...moves.slice(2),
      thingMoved('cursed', 0),
    ]);
    const service = await trial.start({ knobs });
    const parked = await trial.log.read(DEAD_LETTERS, 2);
    await trial.expectExactly(1, 5);
    expect(parked.map((record) => record.headers['dlt_detail']?.split(' ')[0]).sort()).toEqual([
      'RangeError',
      'TypeError',
    ]);
    expect(service.runtime.counters().get(GROUP)).toMatchObject({ handled: 5, parked: 2 });
    await trial.end();
  });

  it('waits with its whole batch while what it needs is away', async () => {
    const trial = new Trial();
    const knobs = new Knobs();
    let tries = 0;
    knobs.facts = async () => {
      tries += 1;
      if (tries < 5) throw new Later('the owner is silent');
    };
    await trial.topics();
    await trial.publish([thingMoved('thing-0', 0), thingMoved('thing-0', 1)]);
    const service = await trial.start({ knobs });
    await trial.expectExactly(1, 2);
    expect(service.runtime.counters().get(GROUP)).toMatchObject({ handled: 2, parked: 0, retried: 4 });
    await trial.end();
  });

  it('pauses its group and readiness in front of the 21st of a minute', async () => {
    const trial = new Trial();
    const knobs = new Knobs();
    knobs.decide = () => {
      throw new TypeError('a bad deployment');
    };
    await trial.topics();
    await trial.publish(Array.from({ length: 50 }, (_, seq) => thingMoved('thing-0', seq)));
    const service = await trial.start({ knobs });
    const [problem] = await eventually('red', () => {
      const problems = service.runtime.problems();
      return problems[0]?.includes('paused') === true ? problems : false;
    });
    expect(problem).toContain(`${GROUP} paused: more than 20 records parked in a minute`);
    expect(await service.db.collection('dead_letters').countDocuments()).toBe(20);
    await service.stop();
    const repaired = await trial.start();
    await eventually('the rest', async () => (await trial.steps()) === 30);
    expect(repaired.runtime.problems()).toEqual([]);
    await trial.end();
  });
});
