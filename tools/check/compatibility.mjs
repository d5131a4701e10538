/**
 * What a consumer of the old schema could trip over in the new one, and the other way round.
 * Allowed under the same type: a new optional field. Everything else needs a new version (docs/adr/0005).
 */
export const incompatibilities = (before, now, path = 'data') => [
  ...typeChanges(before, now, path),
  ...enumChanges(before, now, path),
  ...limitChanges(before, now, path),
  ...fieldChanges(before, now, path),
];

const typeChanges = (before, now, path) =>
  before.type === now.type &&
  before.format === now.format &&
  before.pattern === now.pattern &&
  before.const === now.const
    ? []
    : [`${path} changed its type or format`];

const enumChanges = (before, now, path) => {
  const old = JSON.stringify(before.enum ?? before.anyOf ?? null);
  return old === JSON.stringify(now.enum ?? now.anyOf ?? null) ? [] : [`${path} changed its set of values`];
};

const LIMITS = ['minimum', 'maximum', 'minLength', 'maxLength'];
const limitChanges = (before, now, path) =>
  LIMITS.filter((limit) => before[limit] !== now[limit]).map((limit) => `${path} changed its ${limit}`);

const fieldChanges = (before, now, path) => {
  const old = before.properties ?? {};
  const next = now.properties ?? {};
  const required = new Set(before.required ?? []);
  const nowRequired = new Set(now.required ?? []);
  const gone = Object.keys(old).filter((field) => !(field in next));
  const demanded = Object.keys(next).filter((field) => nowRequired.has(field) && !required.has(field));
  const relaxed = Object.keys(old).filter((field) => required.has(field) && field in next && !nowRequired.has(field));
  return [
    ...gone.map((field) => `${path}.${field} is gone`),
    ...demanded.map((field) => `${path}.${field} is demanded now`),
    ...relaxed.map((field) => `${path}.${field} may be absent now`),
    ...Object.keys(old)
      .filter((field) => field in next)
      .flatMap((field) => incompatibilities(old[field], next[field], `${path}.${field}`)),
  ];
};
