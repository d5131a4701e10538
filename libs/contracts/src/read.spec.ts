import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { envelopeSchema } from './envelope.js';
import { isPlainly, read, safeRead } from './read.js';
import { contracts } from './registry.js';

const folder = join(process.cwd(), 'libs/contracts/samples');
const samplesOf = (type: string) =>
  readdirSync(join(folder, type)).map(
    (file) => JSON.parse(readFileSync(join(folder, type, file), 'utf8')) as Readonly<Record<string, unknown>>,
  );
const subjects = contracts.flatMap((contract) =>
  samplesOf(contract.type).flatMap((envelope) => [
    { schema: contract.data as z.ZodType, value: envelope['data'] as Readonly<Record<string, unknown>> },
    { schema: envelopeSchema, value: envelope },
  ]),
);

/** What may stand in a field: near misses of ids, instants, numbers and codes, and anything at all. */
const member = fc.oneof(
  fc.constantFrom<unknown>('', 'x'.repeat(64), 'x'.repeat(65), '\u{1f600}', '\u{1f600}'.repeat(33), '\ud83d'),
  fc.constantFrom<unknown>('2027-03-08T10:00:00Z', '2027-03-08T10:00:00+01:00', '2027-02-30T10:00:00Z', '2027-03-08'),
  fc.constantFrom<unknown>(0, -0, -1, 7, 56, 57, 1.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY),
  fc.constantFrom<unknown>(undefined, null, true, 'sms', 'desk', 'appointment', '1.0', 'A_B', 'a@1', [], {}, ['sms']),
  fc.anything(),
);

/** A sample with some fields taken away, changed or added. */
const changed = fc.constantFrom(...subjects).chain(({ schema, value }) =>
  fc
    .record({
      without: fc.subarray(Object.keys(value), { maxLength: 1 }),
      other: fc.dictionary(fc.constantFrom(...Object.keys(value), 'unknown', '__proto__', 'traceparent'), member, {
        maxKeys: 2,
      }),
    })
    .map(({ without, other }) => {
      const kept = Object.entries(value).filter(([name]) => !without.includes(name));
      return { schema, value: { ...Object.fromEntries(kept), ...other } };
    }),
);

describe('reading by a contract', () => {
  it('answers what the schema answers, whatever a sample becomes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          changed,
          changed,
          fc.record({ schema: fc.constantFrom(...subjects.map((one) => one.schema)), value: member }),
        ),
        ({ schema, value }) => {
          const own = schema.safeParse(value);
          const ours = safeRead(schema, value);
          expect(ours.success).toBe(own.success);
          if (own.success) expect(JSON.stringify(sorted(ours.data))).toBe(JSON.stringify(sorted(own.data)));
          else expect(ours).toMatchObject({ error: { issues: own.error.issues } });
        },
      ),
      { numRuns: 4000 },
    );
  });

  it('takes what plainly fits as it stands, for each contract', () => {
    expect(subjects.filter(({ schema, value }) => !isPlainly(schema, value))).toEqual([]);
    for (const { schema, value } of subjects) expect(safeRead(schema, value).data).toBe(value);
  });

  it('strips what the contract does not name', () => {
    const schema = z.object({ id: z.string().min(1) });
    expect(read(schema, { id: 'a', name: 'b' })).toEqual({ id: 'a' });
    expect(read(schema, Object.assign(Object.create({ inherited: true }) as object, { id: 'a' }))).toEqual({ id: 'a' });
  });

  it.each([
    ['a transformation', z.object({ a: z.string().transform((text) => text.length) })],
    ['a default', z.object({ a: z.string().default('x') })],
    ['a catch', z.object({ a: z.string().catch('x') })],
    ['coercion', z.object({ a: z.coerce.string() })],
    ['trimming', z.object({ a: z.string().trim() })],
    ['a rule of its own', z.object({ a: z.string().refine((text) => text !== 'b') })],
    ['a rule over all fields', z.object({ a: z.string() }).refine(({ a }) => a !== 'b')],
    ['a format with rules beyond its pattern', z.object({ a: z.url() })],
    ['a strict object', z.strictObject({ a: z.string() })],
    ['a list', z.object({ a: z.array(z.string()) })],
    ['a pattern that remembers', z.object({ a: z.string().regex(/b/g) })],
  ])('leaves %s to the schema', (_, schema) => {
    expect(isPlainly(schema, { a: 'b' })).toBe(false);
  });
});

/** Keys of the short way stand as they came, those of zod in the order of the schema. */
const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
