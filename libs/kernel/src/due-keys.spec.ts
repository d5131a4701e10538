import { doAllDue, KeysLeftError } from './due-keys.js';
import type { ClinicKey } from './tenant.js';

const keyOf = (id: string): ClinicKey => ({ clinicId: 'elm', id });

/** A store of things that are due; some of them always fail. */
class Store {
  readonly done: string[] = [];
  isAway = false;

  constructor(
    private waiting: readonly string[],
    private readonly broken: readonly string[] = [],
  ) {}

  due(limit: number): Promise<readonly ClinicKey[]> {
    return this.isAway ? Promise.reject(new Error('away')) : Promise.resolve(this.waiting.slice(0, limit).map(keyOf));
  }

  each({ id }: ClinicKey): Promise<void> {
    if (this.isAway || this.broken.includes(id)) return Promise.reject(new Error(`cannot do ${id}`));
    this.waiting = this.waiting.filter((one) => one !== id);
    this.done.push(id);
    return Promise.resolve();
  }

  work(): Promise<void> {
    return doAllDue({
      name: 'sweep',
      batch: 2,
      due: (limit) => this.due(limit),
      each: (key) => this.each(key),
    });
  }
}

describe('all that is due', () => {
  it('is done, batch after batch', async () => {
    const store = new Store(['1', '2', '3', '4', '5']);
    await store.work();
    expect(store.done).toEqual(['1', '2', '3', '4', '5']);
  });

  it('is done past what fails, also where that is more than a batch, and the failure is told at the end', async () => {
    const store = new Store(['a', 'b', 'c', '1', 'd', '2', '3'], ['a', 'b', 'c', 'd']);
    const failure: unknown = await store.work().catch((error: unknown) => error);
    expect(store.done).toEqual(['1', '2', '3']);
    expect(failure).toBeInstanceOf(KeysLeftError);
    expect(failure).toMatchObject({
      message: 'sweep left 4 undone (elm/a, elm/b, elm/c, elm/d): cannot do a',
      cause: new Error('cannot do a'),
    });
  });

  it('waits where the store is away: not every key is tried against it', async () => {
    const store = new Store(['1', '2', '3', '4']);
    const each = jest.spyOn(store, 'each').mockImplementationOnce(() => {
      store.isAway = true;
      return Promise.reject(new Error('away'));
    });
    await expect(store.work()).rejects.toThrow('away');
    expect(each).toHaveBeenCalledTimes(1);
    store.isAway = false;
    await store.work();
    expect(store.done).toEqual(['1', '2', '3', '4']);
  });
});
