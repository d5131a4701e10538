const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const compacted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(compacted);
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => [name, compacted(inner)]),
  );
};

/** Without undefined fields: the driver would store them as null, and null is not "not answered". */
export const compact = (document: object): object => compacted({ ...document }) as object;
