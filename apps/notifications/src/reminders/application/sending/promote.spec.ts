import { slotsOf } from './promote.js';

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
