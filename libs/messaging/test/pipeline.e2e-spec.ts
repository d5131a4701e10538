import { inOrder, movesOf, thingCountedV1, thingMovedV1, CLINIC } from '../src/testing/things.js';
import { eventually } from './testing/eventually.js';
import { publicationOf, TrialLog } from './testing/log.js';
import { startTrialService, trialNames, type ThingDocument, type TrialService } from './testing/trial-service.js';
import { say } from '../src/reaction.js';

jest.setTimeout(60_000);

describe('a service with a reaction, on real engines', () => {
  const names = trialNames();
  const brokers = process.env['KAFKA_BROKERS'] ?? '';
  const log = new TrialLog(brokers, names.topicPrefix);
  let service: TrialService;

  beforeAll(async () => {
    service = await startTrialService({ ...names, brokers, mongoUri: process.env['MONGODB_URI'] ?? '' });
    await log.create([thingCountedV1.topic]);
  });

  afterAll(async () => {
    await service.db.dropDatabase();
    await service.stop();
  });

  it('takes each event of the log into effect once, in order per key, and says so', async () => {
    const moves = movesOf(20, 50);
    await eventually('topics', async () => (await log.size(thingMovedV1.topic)) >= 0);
    await log.publish([...moves, ...moves].map((move) => publicationOf(thingMovedV1.topic, move)));
    const things = service.db.collection<ThingDocument>('things');
    await eventually(
      'all steps',
      async () => (await things.find().toArray()).reduce((sum, thing) => sum + thing.seqs.length, 0) >= 1000,
    );
    for (const thing of await things.find().toArray()) expect(thing.seqs).toEqual(inOrder(50));
    const said = await log.read(thingCountedV1.topic, 1000);
    expect(said).toHaveLength(1000);
    expect(new Set(said.map((record) => record.headers['ce_id'])).size).toBe(1000);
    expect(service.runtime.problems()).toEqual([]);
  });

  it('publishes what a use case says after its commit', async () => {
    await service.transactions.run(async ({ writes, say: tell }) => {
      writes.put('notes', { clinicId: CLINIC, id: 'n1' }, { text: 'x' }, undefined);
      tell(say(thingCountedV1, CLINIC, { thingId: 'n1', seq: 0, count: 1 }), 1);
    });
    expect(await log.read(thingCountedV1.topic, 1001)).toHaveLength(1001);
  });
});
