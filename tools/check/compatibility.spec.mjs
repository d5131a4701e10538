import { incompatibilities } from './compatibility.mjs';

const schema = (properties, required = Object.keys(properties)) => ({ type: 'object', properties, required });
const text = { type: 'string' };

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
});
