import type { DueRows } from './due-rows.js';
import { SendDueReminders, slotsOf } from './promote.js';
import type { SendSlot } from './send-slot.js';
import type { SendTimes } from './send-times.js';
import type { ShardKeeper } from './shard-keeper.js';
import type { Bell, Slot } from './shards.js';

const at = new Date('2027-03-15T10:30:00Z');
const rows = (clinicId: string, count: number, shard = 0) =>
  Array.from({ length: count }, (_, index) => ({ id: `${clinicId}-${index}`, clinicId, shard, dueAt: at }));

describe('slots', () => {
  it('hold at most 250 rows of one lane that fall due together', () => {
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
