import { incompatibilities } from './compatibility.mjs';

const schema = (properties, required = Object.keys(properties)) => ({ type: 'object', properties, required });
const text = { type: 'string' };
const list = (items, more = {}) => schema({ ids: { type: 'array', items, ...more } });
const closed = (properties) => ({ ...schema(properties, []), additionalProperties: false });

describe('contract compatibility', () => {
  it('allows a new optional field', () => {
    expect(incompatibilities(schema({ id: text }), schema({ id: text, more: text }, ['id']))).toEqual([]);
  });

  it.each([
    ['a removed field', schema({ id: text, at: text }), schema({ id: text }), 'data.at is gone'],
    ['a new required field', schema({ id: text }), schema({ id: text, at: text }), 'data.at is demanded now'],
    ['a field that may be absent now', schema({ id: text }), schema({ id: text }, []), 'data.id may be absent now'],
    ['a changed type', schema({ id: text }), schema({ id: { type: 'integer' } }), 'data.id changed its type or format'],
    [
      'a narrowed enum',
      schema({ id: { enum: ['a', 'b'] } }),
      schema({ id: { enum: ['a'] } }),
      'data.id changed its set of values',
    ],
    [
      'a lower limit',
      schema({ id: { maxLength: 64 } }),
      schema({ id: { maxLength: 10 } }),
      'data.id changed its maxLength',
    ],
  ])('refuses %s under the same type', (_what, before, now, problem) => {
    expect(incompatibilities(before, now)).toEqual([problem]);
  });

  it.each([
    ['in a list', list(text), list({ type: 'number' }), 'data.ids.items changed its type or format'],
    ['of a list’s length', list(text), list(text, { maxItems: 3 }), 'data.ids changed its maxItems'],
    ['that makes a list of pairs', list(text), list([text, text]), 'data.ids changed its items'],
    [
      'of one of several shapes',
      schema({ id: { oneOf: [text] } }),
      schema({ id: { oneOf: [text, { type: 'null' }] } }),
      'data.id changed its set of values',
    ],
    ['that closes an object', schema({}), closed({}), 'data changed its additionalProperties'],
    ['that adds to a closed object', closed({}), closed({ id: text }), 'data.id is new in a closed object'],
    [
      'of what other fields hold',
      { ...schema({}), additionalProperties: text },
      { ...schema({}), additionalProperties: { type: 'number' } },
      'data.additionalProperties changed its type or format',
    ],
    [
      'that nobody compares',
      schema({ id: text }),
      schema({ id: { ...text, not: { const: '' } } }),
      'data.id says not, which this check does not know',
    ],
  ])('refuses a change %s', (_what, before, now, problem) => {
    expect(incompatibilities(before, now)).toEqual([problem]);
  });
});
