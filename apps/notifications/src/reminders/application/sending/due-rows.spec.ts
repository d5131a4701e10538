import type { Admission } from './admission.js';
import { DueRows } from './due-rows.js';
import type { DueRow, SendLedger } from './ledger.js';

const T = new Date('2027-03-15T09:00:00Z').getTime();
const inMs = (ms: number): Date => new Date(T + ms);
const PAGE = 5000;

const rowsAt = (name: string, ms: number, count: number): readonly DueRow[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ id: `${name}-${index}`, clinicId: name, shard: 1, dueAt: inMs(ms), firstDueAt: inMs(ms) },
    ...{ family: 'appointment' as const, notAfter: inMs(86_400_000), firstChannel: 'sms' as const },
  }));

const after = async (ledger: readonly DueRow[], ms: number): Promise<readonly string[]> => {
  const sorted = ledger.toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
  const due: SendLedger['due'] = async ({ since = new Date(0), until, limit }) =>
    sorted.filter(({ dueAt }) => dueAt >= since && dueAt <= until).slice(0, limit);
  // Only these of the two are asked here.
  const all = { admit: async (rows: readonly DueRow[]) => rows } as unknown as Admission;
  const { rows } = await new DueRows({ due } as unknown as SendLedger, all).take([1], inMs(ms));
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  return rows.map(({ id }) => id).filter((id) => !id.startsWith('flood'));
};

describe('a look', () => {
  it('takes many once most of what was seen could be claimed, and few while most of it waits for its sender', async () => {
    const limits: number[] = [];
    const ledger = rowsAt('flood', 0, 3 * PAGE);
    const due: SendLedger['due'] = async ({ since, limit }) => {
      if (since !== undefined) return [];
      limits.push(limit);
      return ledger.slice(0, limit);
    };
    let share = 1;
    const some = async (rows: readonly DueRow[]) => rows.slice(0, rows.length * share);
    const rows = new DueRows({ due } as unknown as SendLedger, { admit: some } as unknown as Admission);
    for (share of [0.9, 0.9, 0.01, 0.01, 0.9]) await rows.take([1], inMs(1));
    expect(limits).toEqual([500, PAGE, PAGE, 500, 500]);
  });
});

describe('what is due', () => {
  it.each([
    ['at once', 110],
    ['two seconds later', 2200],
    ['half a minute later', 30_000],
  ])('is seen behind thousands of another clinic that fell due at one instant: %s', async (_when, ms) => {
    const ledger = [...rowsAt('flood', 0, 3 * PAGE), ...rowsAt('other', 100, 3)];
    expect(await after(ledger, ms)).toEqual(['other-0', 'other-1', 'other-2']);
  });

  it('is seen as long as it is fresh where thousands fell due after one another too', async () => {
    const flood = [0, 1, 2, 3].flatMap((second) => rowsAt(`flood-${second}`, second * 1000, PAGE));
    expect(await after([...flood, ...rowsAt('other', 60_000, 1)], 61_000)).toEqual(['other-0']);
  });

  it('is seen at once where what fell due a moment before it fills a look by itself', async () => {
    const flood = [...rowsAt('flood', 0, PAGE), ...rowsAt('flood-again', 60_000, PAGE)];
    expect(await after([...flood, ...rowsAt('other', 60_500, 1)], 60_510)).toEqual(['other-0']);
  });

  it('is not taken before its time', async () => {
    const ledger = [...rowsAt('flood', 0, PAGE), ...rowsAt('other', 1001, 1)];
    expect(await after(ledger, 1000)).toEqual([]);
    expect(await after(ledger, 1001)).toEqual(['other-0']);
  });
});
