import { say } from '../src/reaction.js';
import { eventually } from './testing/eventually.js';
import { OwnEngine } from './testing/own-engine.js';
import { CLINIC, movesOf, thingCountedV1, thingMoved, thingMovedV1 } from '../src/testing/things.js';
import { Trial } from './testing/trial.js';

jest.setTimeout(120_000);

describe('an engine that goes away and comes back', () => {
  const kafka = new OwnEngine('kafka');
  const mongodb = new OwnEngine('mongodb');
  let trial: Trial;

  beforeAll(async () => {
    const [brokers, mongoUri] = await Promise.all([kafka.start(), mongodb.start()]);
    trial = new Trial({ brokers, mongoUri });
    await trial.topics();
  });
  afterAll(async () => {
    await trial.end();
    await Promise.all([kafka.end(), mongodb.end()]);
  });

  it('Kafka: readiness is red within 10 s, what is said meanwhile waits, and nothing is lost or doubled', async () => {
    await trial.publish(movesOf(5, 20));
    const service = await trial.start();
    await trial.expectExactly(5, 20);
    await eventually('green', () => service.runtime.problems().length === 0);
    await kafka.stop();
    await eventually('red', () => service.runtime.problems().length > 0, 10_000);
    for (let seq = 20; seq < 40; seq += 1) {
      await service.transactions.run(async ({ say: tell }) => {
        for (let thing = 0; thing < 5; thing += 1)
          tell(say(thingMovedV1, CLINIC, { thingId: `thing-${thing}`, seq }), seq);
      });
    }
    await kafka.start();
    await eventually('green again', () => service.runtime.problems().length === 0, 30_000);
    await trial.expectExactly(5, 40);
  });

  it('MongoDB: the batch in hand is run again from the start', async () => {
    await mongodb.stop();
    await trial.publish(
      Array.from({ length: 100 }, (_, index) => thingMoved(`thing-${index % 5}`, 40 + Math.floor(index / 5))),
    );
    const [service] = trial.services;
    await eventually('a batch that waits', () =>
      [...(service?.runtime.counters().values() ?? [])].some((counters) => counters.retried > 0),
    );
    await mongodb.start();
    await trial.expectExactly(5, 60);
    const said = await trial.log.read(thingCountedV1.topic, 300);
    expect(new Set(said.map((record) => record.headers['ce_id'])).size).toBe(300);
    expect(service?.runtime.problems()).toEqual([]);
  });
});
