import { anyOf } from './any-of.js';
import { compact } from './compact.js';

describe('a filter for ids of several clinics', () => {
  it('never lets an id of one clinic find a document of another', () => {
    const keys = [
      { clinicId: 'elm', id: 'a' },
      { clinicId: 'oak', id: 'b' },
      { clinicId: 'elm', id: 'c' },
    ];
    expect(anyOf(keys, 'clientRef')).toEqual({
      $or: [
        { clinicId: 'elm', clientRef: { $in: ['a', 'c'] } },
        { clinicId: 'oak', clientRef: { $in: ['b'] } },
      ],
    });
  });

  it('says what holds for all of them with each clinic, so that one index serves the whole of it', () => {
    const keys = [
      { clinicId: 'elm', id: 'a' },
      { clinicId: 'oak', id: 'b' },
    ];
    expect(anyOf(keys, '_id', { state: 'planned' })).toEqual({
      $or: [
        { clinicId: 'elm', _id: { $in: ['a'] }, state: 'planned' },
        { clinicId: 'oak', _id: { $in: ['b'] }, state: 'planned' },
      ],
    });
  });
});

describe('a document as it is stored', () => {
  it('has no field without a value, at any depth, and keeps what is null, a date or a list', () => {
    const at = new Date(0);
    expect(compact({ a: undefined, b: null, c: { d: undefined, at }, e: [{ f: undefined, g: 0 }] })).toStrictEqual({
      b: null,
      c: { at },
      e: [{ g: 0 }],
    });
  });
});
