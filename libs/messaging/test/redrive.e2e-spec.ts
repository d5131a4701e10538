import { runDlt } from '../src/dlt/commands.js';
import { MongoDeadLetters } from '../src/mongo/mongo-dead-letters.js';
import { eventually } from './testing/eventually.js';
import { Knobs, thingMoved } from '../src/testing/things.js';
import { DEAD_LETTERS, GROUP, stepsIn, thingsIn, Trial } from './testing/trial.js';

jest.setTimeout(60_000);

describe('dlt', () => {
  const trial = new Trial();
  const knobs = new Knobs();
  const printed: string[] = [];
  const dlt = (...args: readonly string[]): Promise<number> => {
    printed.length = 0;
    const services = [{ service: 'trial', letters: new MongoDeadLetters(trial.db) }];
    const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
    return runDlt({ services, print: (line) => printed.push(line), sleep }, args);
  };
  const idOf = (event: string): string => `${GROUP}|/aftercare/trial|${event}`;

  beforeAll(async () => {
    knobs.decide = (event) => {
      if (event.id.startsWith('early')) throw new TypeError('not yet');
    };
    await trial.topics();
    await trial.publish([
      thingMoved('thing-0', 0, 'early-1'),
      thingMoved('thing-0', 1),
      thingMoved('thing-0', 2, 'early-2'),
    ]);
    await trial.start({ knobs });
    await trial.log.read(DEAD_LETTERS, 2);
    await eventually('the good one', async () => (await stepsIn(trial.db)) === 1);
  });
  afterAll(() => trial.end());

  it('lists what is parked and shows its bytes', async () => {
    expect(await dlt('list')).toBe(0);
    expect(printed.at(-1)).toBe('2 parked');
    expect(await dlt('show', idOf('early-1'))).toBe(0);
    expect(JSON.parse(printed.at(-1) ?? '')).toMatchObject({ id: 'early-1', data: { thingId: 'thing-0', seq: 0 } });
    expect(await dlt('show', 'nothing')).toBe(1);
  });

  it('says so when it fails again, and leaves it parked', async () => {
    expect(await dlt('redrive', idOf('early-1'))).toBe(1);
    expect(printed.at(-1)).toContain('failed again: UNKNOWN_ERROR TypeError');
  });

  it('runs it through its group once it can be handled, exactly once, with what it says', async () => {
    knobs.decide = () => undefined;
    expect(await dlt('redrive', idOf('early-1'))).toBe(0);
    expect(await dlt('redrive', idOf('early-1'))).toBe(1);
    const [thing] = await thingsIn(trial.db).find().toArray();
    expect(thing?.seqs).toEqual([1, 0]);
    expect(await trial.db.collection<{ _id: string }>('inbox').findOne({ _id: idOf('early-1') })).toMatchObject({
      outcome: 'handled',
    });
  });

  it('drops what nobody wants', async () => {
    expect(await dlt('drop', idOf('early-2'))).toBe(0);
    expect(await dlt('list')).toBe(0);
    expect(printed).toEqual(['0 parked']);
    expect(await dlt('redrive', idOf('early-2'))).toBe(1);
    expect(await dlt('nonsense')).toBe(1);
  });
});
