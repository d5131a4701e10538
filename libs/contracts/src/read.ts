import * as z from 'zod';

/** True only for what the schema takes and leaves as it is. False says nothing: the schema decides. */
type Test = (value: unknown) => boolean;

const unsure: Test = () => false;
const both =
  (one: Test, other: Test): Test =>
  (value) =>
    one(value) && other(value);

/** Formats that are their pattern and nothing more; others (addresses, tokens) have further rules in zod. */
const PATTERNS: ReadonlySet<string> = new Set(['datetime', 'date', 'regex']);

const testOfFormat = ({ format, pattern }: z.core.$ZodCheckStringFormatDef): Test => {
  if (pattern === undefined || pattern.global || pattern.sticky || !PATTERNS.has(format)) return unsure;
  return (value) => typeof value === 'string' && pattern.test(value);
};

const testOfBound = (check: unknown): Test => {
  if (check instanceof z.core.$ZodCheckMinLength) {
    // zod counts code points, each of one or two units.
    const { minimum } = check._zod.def;
    const units = minimum <= 1 ? minimum : minimum * 2;
    return (value) => typeof value === 'string' && value.length >= units;
  }
  if (check instanceof z.core.$ZodCheckMaxLength) {
    const { maximum } = check._zod.def;
    return (value) => typeof value === 'string' && value.length <= maximum;
  }
  if (check instanceof z.core.$ZodCheckGreaterThan) {
    const { inclusive, value: least } = check._zod.def;
    return (value) => typeof value === 'number' && (value > Number(least) || (inclusive && value === Number(least)));
  }
  if (check instanceof z.core.$ZodCheckLessThan) {
    const { inclusive, value: most } = check._zod.def;
    return (value) => typeof value === 'number' && (value < Number(most) || (inclusive && value === Number(most)));
  }
  return unsure;
};

const testOfCheck = (check: unknown): Test => {
  if (check instanceof z.core.$ZodCheckStringFormat) return testOfFormat(check._zod.def);
  if (check instanceof z.core.$ZodCheckNumberFormat)
    return check._zod.def.format === 'safeint' ? Number.isSafeInteger : unsure;
  return testOfBound(check);
};

/** A numeric enum of TypeScript lists its names among its values. */
const testOfValues = (given: readonly unknown[]): Test => {
  const values = new Set(given);
  return (value) => typeof value === 'string' && values.has(value);
};

const testOfScalar = (schema: z.core.$ZodType): Test => {
  if (schema instanceof z.core.$ZodUnknown) return () => true;
  if (schema instanceof z.core.$ZodBoolean)
    return schema._zod.def.coerce ? unsure : (value) => typeof value === 'boolean';
  if (schema instanceof z.core.$ZodString)
    return schema._zod.def.coerce ? unsure : (value) => typeof value === 'string';
  if (schema instanceof z.core.$ZodNumber) return schema._zod.def.coerce ? unsure : Number.isFinite;
  if (schema instanceof z.core.$ZodEnum) return testOfValues(Object.values(schema._zod.def.entries));
  if (schema instanceof z.core.$ZodLiteral) return testOfValues(schema._zod.def.values);
  return unsure;
};

const testOfUnion = (schema: z.core.$ZodUnion): Test => {
  const options = schema._zod.def.options.map(testOf);
  return (value) => options.some((option) => option(value));
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** A key that the schema does not name would be stripped, so the schema is asked. */
const testOfObject = (schema: z.core.$ZodObject): Test => {
  if (schema._zod.def.catchall !== undefined) return unsure;
  const fields = new Map<string, { readonly isOptional: boolean; readonly test: Test }>();
  let needed = 0;
  for (const [name, field] of Object.entries(schema._zod.def.shape)) {
    const isOptional = field instanceof z.core.$ZodOptional;
    if (!isOptional) needed += 1;
    fields.set(name, { isOptional, test: testOf(isOptional ? field._zod.def.innerType : field) });
  }
  return (value) => {
    if (!isRecord(value)) return false;
    let missing = needed;
    for (const name in value) {
      const field = fields.get(name);
      const member = value[name];
      if (field === undefined || (member === undefined ? !field.isOptional : !field.test(member))) return false;
      if (!field.isOptional) missing -= 1;
    }
    return missing === 0;
  };
};

const testOfKind = (schema: z.core.$ZodType): Test => {
  if (schema instanceof z.core.$ZodObject) return testOfObject(schema);
  if (schema instanceof z.core.$ZodUnion) return testOfUnion(schema);
  return testOfScalar(schema);
};

const testOf = (schema: z.core.$ZodType): Test => {
  const own: readonly unknown[] = schema instanceof z.core.$ZodCheck ? [schema] : [];
  return [...own, ...(schema._zod.def.checks ?? [])].map(testOfCheck).reduce(both, testOfKind(schema));
};

const tests = new WeakMap<z.core.$ZodType, Test>();

/** Whether the schema takes the value as it stands, told without a copy. */
export const isPlainly = (schema: z.core.$ZodType, value: unknown): boolean => {
  const test = tests.get(schema) ?? testOf(schema);
  tests.set(schema, test);
  return test(value);
};

/**
 * What `safeParse` answers. Each event is read so twice on its way, and zod takes ten objects and a copy for that: what is plainly
 * right is returned itself, all else (a fault, a key to strip, a rule that is not known here) goes through the schema.
 */
export const safeRead = <S extends z.ZodType>(schema: S, value: unknown): z.ZodSafeParseResult<z.output<S>> =>
  // Checked the line before.
  isPlainly(schema, value) ? { success: true, data: value as z.output<S> } : schema.safeParse(value);

/** What `parse` answers, in the same way. */
export const read = <S extends z.ZodType>(schema: S, value: unknown): z.output<S> =>
  // Checked the line before.
  isPlainly(schema, value) ? (value as z.output<S>) : schema.parse(value);
