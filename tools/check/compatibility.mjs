/**
 * What a consumer of the old schema could trip over in the new one, and the other way round.
 * Allowed under the same type: a new optional field. Everything else needs a new version (docs/adr/0005).
 */
export const incompatibilities = (before, now, path = 'data') => [
  ...unknownKeywords({ ...before, ...now }, path),
  ...typeChanges(before, now, path),
  ...valueChanges(before, now, path),
  ...limitChanges(before, now, path),
  ...innerChanges(before, now, path),
  ...fieldChanges(before, now, path),
];

const SAYS_NOTHING = ['$schema', 'title', 'description'];
const TYPE = ['type', 'format', 'pattern', 'const'];
const VALUES = ['enum', 'anyOf', 'oneOf', 'allOf'];
const LIMITS = [
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems'],
];
/** What stands in a list, and in fields without a name of their own: a schema, or whether there may be any. */
const INNER = ['items', 'additionalProperties'];
const KNOWN = new Set([...SAYS_NOTHING, ...TYPE, ...VALUES, ...LIMITS, ...INNER, 'properties', 'required']);

/** What is not compared here could change unseen. */
const unknownKeywords = (schema, path) =>
  Object.keys(schema)
    .filter((keyword) => !KNOWN.has(keyword))
    .map((keyword) => `${path} says ${keyword}, which this check does not know`);

const isSame = (before, now, keyword) => JSON.stringify(before[keyword]) === JSON.stringify(now[keyword]);

const typeChanges = (before, now, path) =>
  TYPE.every((keyword) => isSame(before, now, keyword)) ? [] : [`${path} changed its type or format`];

const valueChanges = (before, now, path) =>
  VALUES.every((keyword) => isSame(before, now, keyword)) ? [] : [`${path} changed its set of values`];

const limitChanges = (before, now, path) =>
  LIMITS.filter((limit) => !isSame(before, now, limit)).map((limit) => `${path} changed its ${limit}`);

const isSchema = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

const innerChanges = (before, now, path) =>
  INNER.flatMap((keyword) => {
    if (isSchema(before[keyword]) && isSchema(now[keyword]))
      return incompatibilities(before[keyword], now[keyword], `${path}.${keyword}`);
    return isSame(before, now, keyword) ? [] : [`${path} changed its ${keyword}`];
  });

/** Who knows a closed object refuses a field that is new to them. */
const isClosed = ({ additionalProperties = true }) => additionalProperties !== true;

const fieldChanges = (before, now, path) => {
  const old = before.properties ?? {};
  const next = now.properties ?? {};
  const required = new Set(before.required ?? []);
  const nowRequired = new Set(now.required ?? []);
  const gone = Object.keys(old).filter((field) => !(field in next));
  const added = isClosed(before) ? Object.keys(next).filter((field) => !(field in old)) : [];
  const demanded = Object.keys(next).filter((field) => nowRequired.has(field) && !required.has(field));
  const relaxed = Object.keys(old).filter((field) => required.has(field) && field in next && !nowRequired.has(field));
  return [
    ...gone.map((field) => `${path}.${field} is gone`),
    ...added.map((field) => `${path}.${field} is new in a closed object`),
    ...demanded.map((field) => `${path}.${field} is demanded now`),
    ...relaxed.map((field) => `${path}.${field} may be absent now`),
    ...Object.keys(old)
      .filter((field) => field in next)
      .flatMap((field) => incompatibilities(old[field], next[field], `${path}.${field}`)),
  ];
};
