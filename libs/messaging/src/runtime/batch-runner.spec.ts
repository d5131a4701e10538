import { FixedClock, MachineTime } from '@aftercare/kernel';
import { MemoryStore } from '../memory/memory-store.js';
import { ConflictError, FencedError, StoreUnavailableError } from '../store/errors.js';
import type { Attempt, Fence } from '../store/store.js';
import { sayingId } from './batch-attempt.js';
import { BatchRunner, type BatchControl } from './batch-runner.js';
import type { LogRecord } from './record.js';
import { CountThings, Knobs, loadedAs, thingMoved, Things } from '../testing/things.js';

class NoTime extends MachineTime {
  readonly slept: number[] = [];
  override nowMs(): number {
    return 0;
  }
  override sleep(ms: number): Promise<void> {
    this.slept.push(ms);
    return Promise.resolve();
  }
}

/** Fails the first attempts with what a test gives it. */
class FailingStore extends MemoryStore {
  readonly failures: Error[] = [];
  attempts = 0;
  looks = 0;
  override async attempt<T>(work: (attempt: Attempt) => Promise<T>, fence?: Fence): Promise<T> {
    this.attempts += 1;
    const failure = this.failures.shift();
    if (failure !== undefined) throw failure;
    return super.attempt(work, fence);
  }
  override seen(inboxIds: readonly string[]): ReturnType<MemoryStore['seen']> {
    this.looks += 1;
    return super.seen(inboxIds);
  }
}

const setUp = () => {
  const store = new FailingStore();
  const knobs = new Knobs();
  const things = new (class extends Things {
    override load(keys: readonly { readonly id: string }[], within: Parameters<Things['load']>[1]) {
      const documents = store.documents('things', within);
      return Promise.resolve(loadedAs(keys.flatMap((key) => documents.get(key.id) ?? [])));
    }
  })();
  const machine = new NoTime();
  const runner = new BatchRunner({
    service: 'trial',
    group: 'trial.count',
    reaction: new CountThings(things, knobs),
    store,
    clock: new FixedClock(new Date(0)),
    machine,
  });
  let fences = 0;
  const control: BatchControl = {
    fence: () => store.claim('p0'),
    fenced: () => {
      fences += 1;
    },
    alive: () => Promise.resolve(),
  };
  const run = (records: readonly LogRecord[]): Promise<void> => runner.run(records, control);
  const seqs = (id = 'a'): unknown => store.documents('things').get(id)?.['seqs'];
  return { store, knobs, machine, runner, run, seqs, fenced: () => fences };
};

const records = (...events: readonly ReturnType<typeof thingMoved>[]): readonly LogRecord[] =>
  events.map((event, offset) => ({
    topic: 'trial.things',
    partition: 0,
    offset: String(offset),
    key: null,
    value: Buffer.from(JSON.stringify(event)),
    headers: {},
  }));
const steps = (count: number): readonly LogRecord[] =>
  records(...Array.from({ length: count }, (_, seq) => thingMoved('a', seq, `e${seq}`)));

describe('the batch runner', () => {
  it('takes a batch into effect in one transaction, and a repeat of it not at all', async () => {
    const { store, run, runner, seqs } = setUp();
    await run([...steps(3), ...steps(3)]);
    await run(steps(3));
    expect(seqs()).toEqual([0, 1, 2]);
    expect(store.attempts).toBe(1);
    expect(runner.counters).toMatchObject({ handled: 3, duplicate: 6, transactions: 1 });
  });

  it('asks the inbox no more once a partition brought only new records, and finds a repeat all the same', async () => {
    const { store, run, runner, seqs } = setUp();
    const of = (from: number, to: number) => steps(to).slice(from);
    await run(of(0, 2));
    await run(of(2, 4));
    expect(store.looks).toBe(1);
    await run(of(3, 6));
    await run(of(4, 7));
    expect(seqs()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(runner.counters).toMatchObject({ handled: 7, duplicate: 3 });
    expect(store.looks).toBe(3);
  });

  it('passes over what does not concern the reaction, without a transaction of its own', async () => {
    const { store, knobs, run, runner, seqs } = setUp();
    knobs.concerns = ({ data }) => data.seq % 2 === 0;
    await run(steps(3));
    await run(records(thingMoved('a', 5)));
    expect(seqs()).toEqual([0, 2]);
    expect(store.attempts).toBe(1);
    expect(runner.counters).toMatchObject({ handled: 2, ignored: 2 });
  });

  it('does not pass over an event about which the reaction stumbles', async () => {
    const { knobs, run, seqs } = setUp();
    knobs.concerns = () => {
      throw new Error('cannot tell');
    };
    await run(steps(2));
    expect(seqs()).toEqual([0, 1]);
  });

  it('gives what it says ids that follow from group, cause and place', async () => {
    const { store, run } = setUp();
    await run(steps(2));
    const expected = ['e0', 'e1'].map((id) => sayingId('trial.count', { source: '/aftercare/trial', id }, 0));
    expect([...store.outbox.keys()]).toEqual(expected);
    expect(store.outbox.get(expected[1] ?? '')).toMatchObject({
      order: { version: 1, index: 1 },
      headers: { ce_causationid: 'e1', ce_correlationid: 'c-e1' },
    });
  });

  it('halves a batch that fails for an unknown reason down to the event at fault', async () => {
    const { store, knobs, run, runner, seqs } = setUp();
    knobs.afterLoad = (keys) =>
      keys.some((key) => key.id === 'cursed') ? Promise.reject(new RangeError('curse')) : Promise.resolve();
    await run(records(thingMoved('a', 0), thingMoved('a', 1), thingMoved('cursed', 0), thingMoved('a', 2)));
    expect(seqs()).toEqual([0, 1, 2]);
    expect([...store.letters.values()].map((letter) => letter.offset)).toEqual(['2']);
    expect(runner.counters).toMatchObject({ handled: 3, parked: 1 });
  });

  it('starts over on a conflict and on an outage, however long that takes, and parks nobody for it', async () => {
    const { store, machine, run, seqs } = setUp();
    const busy = Array.from({ length: 30 }, () => new ConflictError('busy', 'b'));
    store.failures.push(...busy, ...Array.from({ length: 30 }, () => new StoreUnavailableError('away')));
    await run(steps(2));
    expect(seqs()).toEqual([0, 1]);
    expect(store.letters.size).toBe(0);
    expect(Math.max(...machine.slept)).toBeLessThanOrEqual(2000);
  });

  it('parks an event whose conflict never ends', async () => {
    const { store, run } = setUp();
    store.failures.push(...Array.from({ length: 20 }, () => new ConflictError('stale', 's')));
    await run(steps(1));
    expect([...store.letters.values()].map((letter) => letter.cause.code)).toEqual(['STORE_CONFLICT']);
  });

  it('forgets its fence when a newer owner was seen', async () => {
    const { store, run, fenced, seqs } = setUp();
    store.failures.push(new FencedError('p0'));
    await run(steps(1));
    expect(fenced()).toBe(1);
    expect(seqs()).toEqual([0]);
  });

  it('stops in front of the 21st parked record of a minute', async () => {
    const { store, knobs, run } = setUp();
    knobs.decide = (event) => {
      if (event.data.seq > 0) throw new TypeError('broken');
    };
    await expect(run(steps(30))).rejects.toThrow('more than 20 records parked');
    expect(store.letters.size).toBe(20);
  });
});
