import type { SendLedger } from './ledger.js';
import { DueRows } from './due-rows.js';
import type { Admission } from './admission.js';
import { SendDueReminders, slotsOf } from './promote.js';
import type { SendSlot } from './send-slot.js';
import type { SendTimes } from './send-times.js';
import type { ShardKeeper } from './shard-keeper.js';
import type { Bell, Slot } from './shards.js';

const at = new Date('2027-03-15T10:30:00Z');
const rows = (clinicId: string, count: number, shard = 0) =>
  Array.from({ length: count }, (_, index) => ({ id: `${clinicId}-${index}`, clinicId, shard, dueAt: at }));

describe('slots', () => {
  it('hold at most 250 rows of one lane', () => {
    expect(slotsOf(rows('big', 600)).map(({ ids }) => ids.length)).toEqual([250, 250, 100]);
    expect(slotsOf([...rows('one', 200, 0), ...rows('two', 200, 1)]).map(({ lane, shards }) => [lane, shards])).toEqual(
      [
        [0, [0]],
        [1, [1]],
      ],
    );
  });

  it('are not spread over lanes while one can hold all rows', () => {
    const slots = slotsOf([...rows('one', 2, 1), ...rows('two', 2, 2)]);
    expect(slots.map(({ lane, ids, shards }) => [lane, ids.length, shards])).toEqual([[1, 4, [1, 2]]]);
  });

  it('hold together what fell due a moment earlier or later, so that a late look does not pay a claim for each row', () => {
    const late = Array.from({ length: 400 }, (_, index) => ({
      id: `row-${index}`,
      clinicId: 'one',
      shard: index % 8,
      dueAt: new Date(at.getTime() + index),
    }));
    expect(slotsOf(late).map(({ ids }) => ids.length)).toEqual([100, 100, 100, 100]);
  });

  it('let clinics take turns', () => {
    const [first] = slotsOf([...rows('big', 600), ...rows('small', 3)]);
    expect(first?.ids.slice(0, 6)).toEqual(['big-0', 'small-0', 'big-1', 'small-1', 'big-2', 'small-2']);
  });
});

describe('slots that are answered', () => {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const slots = {
    claimAndDecide: ([id = '']: readonly string[]) => {
      started.push(id);
      return new Promise<undefined>((resolve) => ends.set(id, () => resolve(undefined)));
    },
  } as unknown as SendSlot;
  const keeper = { mayStart: () => true } as unknown as ShardKeeper;
  const times = { activity: { begin: () => () => undefined } } as unknown as SendTimes;
  const nobody = Object.create(null) as DueRows & Bell;
  const sender = new SendDueReminders(nobody, slots, nobody, keeper, times);
  const slot = (id: string, ...shards: readonly number[]): Slot => ({ id, lane: shards[0] ?? 0, ids: [id], shards });
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

  it('are claimed one after another where they share a lane, and side by side where they do not', async () => {
    const answers = [slot('a', 0, 1), slot('b', 1, 2), slot('c', 2), slot('d', 3)].map((one) => sender.answer(one));
    await settled();
    expect(started).toEqual(['a', 'd']);
    for (const [id, next] of [
      ['a', 'b'],
      ['b', 'c'],
    ] as const) {
      ends.get(id)?.();
      await settled();
      expect(started.at(-1)).toBe(next);
    }
    for (const end of ends.values()) end();
    await Promise.all(answers);
  });
});

describe('the pause between two looks', () => {
  /** After a look at `at`, which took a millisecond. */
  const pauseWith = async (...dueInMs: readonly number[]): Promise<number> => {
    const all = dueInMs.map((ms, index) => ({ id: `row-${index}`, dueAt: new Date(at.getTime() + ms) }));
    const ledger = {
      due: ({ since, until }: { readonly since?: Date; readonly until: Date }) =>
        Promise.resolve(all.filter(({ dueAt }) => dueAt <= until && (since === undefined || dueAt >= since))),
    } as unknown as SendLedger;
    const keeper = { owned: () => [0], remember: () => undefined } as unknown as ShardKeeper;
    const times = { clock: { now: () => new Date(at.getTime() + 1) } } as unknown as SendTimes;
    const admission = { admit: () => Promise.resolve([]) } as unknown as Admission;
    const due = new DueRows(ledger, admission);
    const sender = new SendDueReminders(
      due,
      { pending: 0 } as unknown as SendSlot,
      {} as unknown as Bell,
      keeper,
      times,
    );
    await sender.fire(at);
    return sender.pauseMs();
  };

  it('ends when the next row falls due, so that nobody waits for a beat', async () => {
    expect(await pauseWith(91)).toBe(90);
  });

  it('gathers rows that fall due together, those that did so during the last look as well', async () => {
    expect(await pauseWith(4)).toBe(20);
    expect(await pauseWith(1)).toBe(20);
  });

  it('is the usual one while nothing is near, and for what waits for an allowance', async () => {
    expect(await pauseWith(250)).toBe(200);
    expect(await pauseWith()).toBe(200);
    expect(await pauseWith(-5000)).toBe(200);
  });
});
