import { eventually } from './testing/eventually.js';
import { Gate, GROUP, Trial } from './testing/trial.js';
import { Knobs, movesOf, thingMoved } from '../src/testing/things.js';
import { REACTION_SERVER_TUNING } from '../src/kafka/reaction-server-tuning.js';

jest.setTimeout(90_000);

/** Kafka's shortest. */
const SESSION_MS = 6000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const stateOfGroup = async (trial: Trial): Promise<string | undefined> => {
  const { groups } = await trial.log.administer((admin) => admin.describeGroups([trial.names.topicPrefix + GROUP]));
  return groups[0]?.state;
};

describe('members of a consumer group', () => {
  it('keep their partitions while a batch takes longer than the session', async () => {
    const trial = new Trial();
    const knobs = new Knobs();
    knobs.afterLoad = async () => {
      knobs.afterLoad = () => Promise.resolve();
      await pause(SESSION_MS + 1500);
    };
    await trial.topics();
    await trial.publish(movesOf(1, 20));
    const service = await trial.start({ knobs, tuning: { ...REACTION_SERVER_TUNING, sessionTimeoutMs: SESSION_MS } });
    await trial.expectExactly(1, 20);
    expect(service.runtime.counters().get(GROUP)).toMatchObject({ handled: 20, duplicate: 0, fenced: 0, retried: 0 });
    expect(service.runtime.problems()).toEqual([]);
    await trial.end();
  });

  it('take everything into effect once when a second one joins in the middle of a batch', async () => {
    const trial = new Trial();
    const knobs = new Knobs();
    const gate = new Gate();
    knobs.afterLoad = () => gate.pass();
    await trial.topics();
    await trial.publish(movesOf(8, 50));
    await trial.start({ knobs, tuning: { ...REACTION_SERVER_TUNING, slice: 7 } });
    await gate.reached();
    const second = await trial.start({ tuning: { ...REACTION_SERVER_TUNING, slice: 7 } });
    await eventually('a rebalance', async () => (await stateOfGroup(trial)) === 'PreparingRebalance');
    gate.open();
    await trial.expectExactly(8, 50);
    await trial.publish(
      Array.from({ length: 8 * 50 }, (_, index) => thingMoved(`thing-${index % 8}`, 50 + Math.floor(index / 8))),
    );
    await trial.expectExactly(8, 100);
    expect(second.runtime.counters().get(GROUP)?.handled).toBeGreaterThan(0);
    await trial.end();
  });
});
