import type { DeadLetter } from '../store/rows.js';
import { runDlt } from './commands.js';
import type { DltContext, ServiceLetters } from './commands.js';

const letterOf = (id: string): DeadLetter => ({
  _id: id,
  group: 'trial.count-things',
  topic: 'things',
  partition: 0,
  offset: '0',
  key: null,
  value: null,
  headers: {},
  cause: { code: 'UNKNOWN_ERROR', detail: 'TypeError' },
  parkedAt: new Date(0),
  state: 'parked',
});

/** Letters of a service; while it runs, a look brings what was asked for to its end, one letter at a time. */
class Letters {
  readonly letters = new Map<string, DeadLetter>();

  constructor(
    ids: readonly string[],
    private readonly end: DeadLetter['state'] | undefined,
  ) {
    for (const id of ids) this.letters.set(id, letterOf(id));
  }

  async open(): Promise<readonly DeadLetter[]> {
    return [...this.letters.values()].filter(({ state }) => state === 'parked' || state === 'asked');
  }

  async get(id: string): Promise<DeadLetter | undefined> {
    return this.letters.get(id);
  }

  async move(id: string, state: 'asked' | 'dropped'): Promise<boolean> {
    return this.set(id, state);
  }

  work(): void {
    const next = [...this.letters.values()].find(({ state }) => state === 'asked');
    if (next !== undefined && this.end !== undefined) this.set(next._id, this.end);
  }

  private set(id: string, state: DeadLetter['state']): boolean {
    this.letters.set(id, { ...letterOf(id), state });
    return true;
  }
}

const redriveAll = async (services: Readonly<Record<string, Letters>>) => {
  const printed: string[] = [];
  let slept = 0;
  const context: DltContext = {
    services: Object.entries(services).map(([service, letters]): ServiceLetters => ({ service, letters })),
    print: (line) => printed.push(line),
    sleep: async (ms) => {
      slept += ms;
      for (const letters of Object.values(services)) letters.work();
    },
  };
  const code = await runDlt(context, ['redrive', '--all']);
  return { code, printed, slept };
};

describe('dlt redrive --all', () => {
  it('asks for all and waits once for services that do not run', async () => {
    const { code, printed, slept } = await redriveAll({
      scheduling: new Letters(['a', 'b', 'c'], undefined),
      outcomes: new Letters(['d'], 'handled'),
    });
    expect([code, slept]).toEqual([2, 15_100]);
    expect(printed).toEqual(['d handled', ...['a', 'b', 'c'].map((id) => `${id} waits for scheduling to run`)]);
  });

  it('waits for as long as something gets done, and tells what failed again', async () => {
    const ids = Array.from({ length: 200 }, (_, index) => `letter-${index}`);
    const handled = await redriveAll({ outcomes: new Letters(ids, 'handled') });
    expect([handled.code, handled.printed.length]).toEqual([0, 200]);
    const failed = await redriveAll({ outcomes: new Letters(['a'], 'parked') });
    expect(failed).toMatchObject({ code: 1, printed: ['a failed again: UNKNOWN_ERROR TypeError'] });
    expect(await redriveAll({ outcomes: new Letters([], 'handled') })).toMatchObject({ code: 0, slept: 0 });
  });
});
