import { createEvent, defineEvent, type EventOf } from '@aftercare/contracts';
import * as z from 'zod';
import { DecisionError, fold, foldBatch } from './fold.js';
import { Reaction, say, type Decision, type Loaded } from './reaction.js';

const addedV1 = defineEvent({
  type: 'aftercare.trial.number.added.v1',
  topic: 'trial.numbers',
  summary: 'A number was added.',
  data: z.object({ id: z.string(), add: z.int() }),
  partitionKey: (data) => data.id,
});
type Added = EventOf<typeof addedV1>;
interface Sum {
  readonly total: number;
}

class AddUp extends Reaction<Sum, typeof addedV1> {
  override readonly name = 'add-up';
  override readonly consumes = [addedV1] as const;
  override keyOf(event: Added) {
    return { clinicId: event.clinicid, id: event.data.id };
  }
  override facts(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
  override load(): Promise<ReadonlyMap<string, Loaded<Sum>>> {
    return Promise.resolve(new Map());
  }
  override decide(state: Sum | undefined, event: Added): Decision<Sum> {
    const { id, add } = event.data;
    if (add < 0) throw new RangeError('negative');
    if (add === 0) return { state, says: [] };
    const total = (state?.total ?? 0) + add;
    return { state: { total }, says: [say(addedV1, add === 99 ? 'elsewhere' : event.clinicid, { id, add: total })] };
  }
  override save(): void {
    return undefined;
  }
}

const added = (id: string, add: number): Added => ({
  ...createEvent(
    addedV1,
    { id, add },
    { id: `${id}-${add}`, source: '/s', time: new Date(0), clinicId: 'c1', correlationId: 'x' },
  ),
  type: addedV1.type,
  data: { id, add },
});

describe('folding a batch', () => {
  const reaction = new AddUp();

  it('decides per key in the order given, on the state that the last decision left', () => {
    const loaded = new Map([['c1/a', { state: { total: 10 }, version: 4 }]]);
    const { changes, says } = foldBatch(reaction, loaded, [added('a', 1), added('b', 5), added('a', 2)]);
    expect(changes).toEqual([
      { key: { clinicId: 'c1', id: 'a' }, before: { state: { total: 10 }, version: 4 }, after: { total: 13 } },
      { key: { clinicId: 'c1', id: 'b' }, before: undefined, after: { total: 5 } },
    ]);
    expect(says.map((one) => one.data)).toEqual([
      { id: 'a', add: 11 },
      { id: 'a', add: 13 },
      { id: 'b', add: 5 },
    ]);
  });

  it('orders what a key says by the version it gets, then by place', () => {
    const loaded = new Map([['c1/a', { state: { total: 10 }, version: 4 }]]);
    const { said } = fold(reaction, {
      loaded,
      events: [added('a', 1), added('b', 5), added('a', 2)],
      facts: undefined,
    });
    expect(said.map((one) => [one.cause.id, one.ordinal, one.order.version, one.order.index])).toEqual([
      ['a-1', 0, 5, 0],
      ['a-2', 0, 5, 1],
      ['b-5', 0, 1, 0],
    ]);
  });

  it('writes nothing for a state that stayed the same object, or never was', () => {
    const loaded = new Map([['c1/a', { state: { total: 10 }, version: 4 }]]);
    expect(foldBatch(reaction, loaded, [added('a', 0), added('b', 0)])).toEqual({ changes: [], says: [] });
  });

  it('names the event at fault', () => {
    const broken = added('a', -1);
    const folding = (): unknown => foldBatch(reaction, new Map(), [added('a', 1), broken]);
    expect(folding).toThrow(DecisionError);
    expect(folding).toThrow('could not decide');
  });

  it('refuses what is said for another clinic', () => {
    expect(() => foldBatch(reaction, new Map(), [added('a', 99)])).toThrow(DecisionError);
  });
});
