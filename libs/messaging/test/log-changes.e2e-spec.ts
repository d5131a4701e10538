import type { Envelope } from '@aftercare/contracts';
import type { Admin } from 'kafkajs';
import { REACTION_SERVER_TUNING } from '../src/kafka/reaction-server-tuning.js';
import { thingMoved, thingMovedV1, inOrder } from '../src/testing/things.js';
import { partitionOf } from '../src/store/rows.js';
import { eventually } from './testing/eventually.js';
import { publicationOf } from './testing/log.js';
import { GROUP, stepsIn, thingsIn, Trial } from './testing/trial.js';

jest.setTimeout(60_000);

const movesOfOne = (thing: string, from: number, to: number): readonly Envelope[] =>
  Array.from({ length: to - from }, (_, index) => thingMoved(thing, from + index));

describe('a log that changes under its reader', () => {
  let trial: Trial;
  let topic: string;
  let groupId: string;

  beforeEach(async () => {
    trial = new Trial();
    topic = trial.names.topicPrefix + thingMovedV1.topic;
    groupId = trial.names.topicPrefix + GROUP;
    await trial.topics();
  });
  afterEach(() => trial.end());

  const emptyGroup = (admin: Admin): Promise<true> =>
    eventually('an empty group', async () => (await admin.describeGroups([groupId])).groups[0]?.state === 'Empty');

  it('reads partitions that were added while it ran from their first record', async () => {
    await trial.publish(movesOfOne('thing-0', 0, 10));
    await trial.start({ tuning: { ...REACTION_SERVER_TUNING, metadataMaxAgeMs: 500 } });
    await trial.expectExactly(1, 10);
    await trial.log.administer((admin) => admin.createPartitions({ topicPartitions: [{ topic, count: 6 }] }));
    // Foreign producers choose partitions by their own count; ours keep the number of the contract.
    const added = [4, 5].flatMap((partition) =>
      movesOfOne(`thing-${partition}`, 0, 10).map((move) => ({
        ...publicationOf(thingMovedV1.topic, move),
        partition,
      })),
    );
    await trial.log.publish(added);
    await trial.publish(movesOfOne('thing-0', 10, 10));
    await trial.expectExactly(3, 10);
  });

  it('starts at the beginning when the offsets of its group have expired, and takes nothing into effect again', async () => {
    await trial.publish(movesOfOne('thing-0', 0, 20));
    const before = await trial.start();
    await trial.expectExactly(1, 20);
    await before.stop();
    await trial.publish(movesOfOne('thing-0', 20, 40));
    await trial.log.administer(async (admin) => {
      await emptyGroup(admin);
      await admin.deleteGroups([groupId]);
    });
    const after = await trial.start();
    await trial.expectExactly(1, 40);
    expect(after.runtime.counters().get(GROUP)).toMatchObject({ handled: 20, duplicate: 20, parked: 0 });
  });

  it('goes on with the oldest record that is left when what it had not read was deleted', async () => {
    await trial.publish(movesOfOne('thing-0', 0, 20));
    const before = await trial.start();
    await trial.expectExactly(1, 20);
    await before.stop();
    await trial.publish(movesOfOne('thing-0', 20, 40));
    const partition = partitionOf('thing-0');
    await trial.log.administer(async (admin) => {
      await admin.fetchTopicMetadata({ topics: [topic] });
      await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: '30' }] });
    });
    const after = await trial.start();
    await eventually('what is left', async () => (await stepsIn(trial.db)) >= 30);
    await trial.publish(movesOfOne('thing-0', 40, 45));
    await eventually('what came later', async () => (await stepsIn(trial.db)) >= 35);
    const [thing] = await thingsIn(trial.db).find().toArray();
    expect(thing?.seqs).toEqual(inOrder(45).filter((seq) => seq < 20 || seq >= 30));
    expect(after.runtime.problems()).toEqual([]);
  });

  it('reads a topic that was deleted and made again from its first record, though its offset lies behind the end', async () => {
    await trial.publish(movesOfOne('thing-0', 0, 20));
    const before = await trial.start();
    await trial.expectExactly(1, 20);
    await before.stop();
    const offsets = await trial.log.administer(async (admin) => {
      const committed = await admin.fetchOffsets({ groupId, topics: [topic] });
      await admin.deleteTopics({ topics: [topic] });
      await eventually('the topic is gone', async () => !(await admin.listTopics()).includes(topic));
      return committed[0]?.partitions ?? [];
    });
    // Who stops in good order leaves nothing to be read twice.
    expect(offsets.find(({ partition }) => partition === partitionOf('thing-0'))?.offset).toBe('20');
    await trial.topics();
    await trial.log.administer(async (admin) => {
      await emptyGroup(admin).catch(() => true);
      await admin.setOffsets({ groupId, topic, partitions: offsets });
    });
    await trial.publish(movesOfOne('thing-0', 20, 30));
    await trial.start();
    await trial.expectExactly(1, 30);
  });
});
