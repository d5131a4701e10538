import type { LocalDate } from '@aftercare/kernel';

/** A cell of the cube: a day in the clinic's zone, and a group. */
export interface CellKey {
  readonly on: LocalDate;
  readonly by: 'all' | 'technique' | 'instrument';
  readonly key: string;
}

/** Whole numbers by field; what one record adds to one cell. */
export type Counts = Readonly<Record<string, number>>;
export type Increments = ReadonlyMap<string, { readonly cell: CellKey; readonly counts: Counts }>;

export const cellName = (cell: CellKey): string => `${cell.on}/${cell.by}/${cell.key}`;

const addCounts = (one: Counts, other: Counts, sign: 1 | -1): Counts => {
  const sum: Record<string, number> = { ...one };
  for (const [field, value] of Object.entries(other)) {
    const total = (sum[field] ?? 0) + sign * value;
    if (total === 0) Reflect.deleteProperty(sum, field);
    else sum[field] = total;
  }
  return sum;
};

const combine = (one: Increments, other: Increments, sign: 1 | -1): Increments => {
  const sum = new Map(one);
  for (const [name, { cell, counts }] of other)
    sum.set(name, { cell, counts: addCounts(sum.get(name)?.counts ?? {}, counts, sign) });
  return new Map([...sum].filter(([, { counts }]) => Object.keys(counts).length > 0));
};

export const plus = (one: Increments, other: Increments): Increments => combine(one, other, 1);
/** What has to be added to `before` to get `after`. */
export const difference = (after: Increments, before: Increments): Increments => combine(after, before, -1);
export const NOTHING: Increments = new Map();

export const increment = (cell: CellKey, counts: Counts): Increments =>
  combine(NOTHING, new Map([[cellName(cell), { cell, counts }]]), 1);

export const addTo = (counts: Counts, more: Counts): Counts => addCounts(counts, more, 1);
