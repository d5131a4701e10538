/** One figure of a report, by the path to it. */
export type Figures = ReadonlyMap<string, number | string | null>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Entries of a list go by their name, not by their place. */
const NAMES = ['key', 'instrument', 'reason'];
const labelOf = (value: unknown, index: number): string => {
  const names = isObject(value) ? NAMES.flatMap((name) => (typeof value[name] === 'string' ? [value[name]] : [])) : [];
  return names[0] ?? String(index);
};

const childrenOf = (value: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] =>
  Array.isArray(value)
    ? value.map((one: unknown, index) => [labelOf(one, index), one] as const)
    : Object.entries(value);

/** Everything that a report says, one figure a line. */
export const figuresOf = (value: unknown, path = ''): Figures => {
  if (typeof value === 'number' || typeof value === 'string' || value === null) return new Map([[path, value]]);
  if (!isObject(value)) return new Map();
  if (Array.isArray(value) && path.endsWith('suppressed'))
    return new Map([[path, [...value].map(String).sort().join(' ')]]);
  return new Map(
    childrenOf(value).flatMap(([name, one]) => [...figuresOf(one, path === '' ? name : `${path}.${name}`)]),
  );
};

/** Half a thousandth: rates and means may be rounded, whole numbers may not. */
const TOLERANCE = 0.0005;

const isSame = (one: number | string | null | undefined, other: number | string | null | undefined): boolean =>
  typeof one === 'number' && typeof other === 'number' ? Math.abs(one - other) <= TOLERANCE : one === other;

/** A figure that is left out says nothing, which is what zero, nothing and an empty list say. */
const isSilence = (value: number | string | null | undefined): boolean =>
  value === undefined || value === 0 || value === null || value === '';

const IGNORED = /\.(?:by|key|instrument|reason)$/;

/** Where two reports differ, in words. */
export const differences = (told: Figures, recounted: Figures): readonly string[] => {
  const paths = [...new Set([...told.keys(), ...recounted.keys()])].filter((path) => !IGNORED.test(path));
  return paths.flatMap((path) => {
    const [one, other] = [told.get(path), recounted.get(path)];
    if (isSame(one, other)) return [];
    const isLeftOut = (one === undefined && isSilence(other)) || (other === undefined && isSilence(one));
    return isLeftOut ? [] : [`${path} is ${String(one ?? null)}, recounted ${String(other ?? null)}`];
  });
};
