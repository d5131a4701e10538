import { Life } from './life.js';
import { Scheduler } from './scheduler.js';
import { SeededRandom } from './seeded-random.js';
import { throughAwaits } from './through-awaits.js';

class Counter {
  count = 0;
  async add(): Promise<number> {
    this.count += 1;
    return this.count;
  }
  double(): number {
    return this.count * 2;
  }
}

const run = async (scheduler: Scheduler): Promise<void> => {
  while (await scheduler.step());
};

/** A program that adds ten times, killed at a step. */
const killedAt = async (seed: number, step: number) => {
  const scheduler = new Scheduler(new SeededRandom(seed), 0);
  const life = new Life('p1');
  const stored = new Counter();
  const counter = throughAwaits(stored, { scheduler, life, name: 'counter' }, ['double']);
  let answers = 0;
  const program = async (): Promise<void> => {
    for (let call = 0; call < 10; call += 1) {
      await counter.add();
      answers += 1;
    }
  };
  void program();
  for (let done = 0; done < step; done += 1) await scheduler.step();
  scheduler.kill(life);
  await run(scheduler);
  return { answers, stored: stored.count };
};

describe('the scheduler', () => {
  it('lets a killed process go on nowhere; what it was calling has happened or has not', async () => {
    const outcomes = new Set<number>();
    for (let seed = 1; seed <= 40; seed += 1) {
      const { answers, stored } = await killedAt(seed, 4);
      expect(answers).toBe(4);
      outcomes.add(stored - answers);
    }
    expect([...outcomes].sort()).toEqual([0, 1]);
  });

  it('orders what is under way at the same time by its seed alone', async () => {
    const orderOf = async (seed: number): Promise<string> => {
      const scheduler = new Scheduler(new SeededRandom(seed), 0);
      scheduler.disturbances = { ...scheduler.disturbances, latencyMs: 50 };
      const order: string[] = [];
      for (const name of ['a', 'b', 'c', 'd'])
        void scheduler.call(new Life(name), name, async () => name).then((done) => order.push(done));
      await run(scheduler);
      return order.join('');
    };
    expect(await orderOf(3)).toBe(await orderOf(3));
    const orders = new Set(await Promise.all(Array.from({ length: 30 }, (_, seed) => orderOf(seed))));
    expect(orders.size).toBeGreaterThan(5);
  });

  it('lets a frozen process go on where it stood, later', async () => {
    const scheduler = new Scheduler(new SeededRandom(1), 1000);
    const life = new Life('p1');
    let wokeAt = 0;
    void scheduler.sleep(life, 10).then(() => (wokeAt = scheduler.nowMs));
    life.freeze(31_000);
    await run(scheduler);
    expect(wokeAt).toBe(31_000);
  });

  it('ends a call with an error whether or not it had its effect', async () => {
    const effects = new Set<number>();
    for (let seed = 1; seed <= 40; seed += 1) {
      const scheduler = new Scheduler(new SeededRandom(seed), 0);
      scheduler.disturbances = { ...scheduler.disturbances, failure: () => new Error('away') };
      const counter = new Counter();
      const call = scheduler.call(new Life('p1'), 'add', () => counter.add());
      const failed = expect(call).rejects.toThrow('away');
      await run(scheduler);
      await failed;
      effects.add(counter.count);
    }
    expect([...effects].sort()).toEqual([0, 1]);
  });

  it('lets a long chain of promises come to its end before the next step, in the first step as well', async () => {
    const LINKS = 5000;
    const scheduler = new Scheduler(new SeededRandom(1), 0);
    const life = new Life('p1');
    const links = new Map<string, number>();
    for (const name of ['a', 'b'])
      void scheduler.sleep(life, 1).then(async () => {
        for (let link = 1; link <= LINKS; link += 1) links.set(name, await Promise.resolve(link));
      });
    await new Promise<void>((resolve, reject) => {
      // Asked for from a timer, outside of any promise.
      setImmediate(() => void scheduler.step().then(() => resolve(), reject));
    });
    expect([...links]).toEqual([['a', LINKS]]);
    await scheduler.step();
    expect([...links.values()]).toEqual([LINKS, LINKS]);
  });

  it('makes each method of a port once', async () => {
    const place = { scheduler: new Scheduler(new SeededRandom(1), 0), life: new Life('p1'), name: 'counter' };
    const counter = throughAwaits(new Counter(), place, ['double']);
    expect(Reflect.get(counter, 'add')).toBe(Reflect.get(counter, 'add'));
    const added = counter.add();
    await run(place.scheduler);
    expect([await added, counter.double()]).toEqual([1, 2]);
  });

  it('answers at once where a method only computes', () => {
    const place = { scheduler: new Scheduler(new SeededRandom(1), 0), life: new Life('p1'), name: 'counter' };
    expect(throughAwaits(new Counter(), place, ['double']).double()).toBe(0);
  });
});

describe('seeded numbers', () => {
  it('are the same for a seed, spread over their range, and differ for the next seed', () => {
    const numbers = (seed: number) => {
      const random = new SeededRandom(seed);
      return Array.from({ length: 1000 }, () => random.between(1, 6));
    };
    expect(numbers(7)).toEqual(numbers(7));
    expect(numbers(7)).not.toEqual(numbers(8));
    for (let face = 1; face <= 6; face += 1)
      expect(numbers(7).filter((number) => number === face).length).toBeGreaterThan(100);
  });
});
