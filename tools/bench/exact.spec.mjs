import { checkCalls, checkRecords, quantile } from './exact.mjs';

const due = new Map([
  ['a', 1000],
  ['b', 1010],
]);

describe('the proof of sending', () => {
  it('answers with how late each call was, sorted', () => {
    expect([...checkCalls(due, { ids: ['b', 'a'], at: [1012, 1030] })]).toEqual([2, 30]);
  });

  it.each([
    ['one that is missing', ['a'], [1000]],
    ['one that is called for twice', ['a', 'b', 'b'], [1000, 1010, 1010]],
    ['one called for twice in place of another', ['a', 'a'], [1000, 1000]],
    ['one that was not due', ['a', 'c'], [1000, 1010]],
    ['one that is a millisecond early', ['a', 'b'], [1000, 1009]],
  ])('fails for %s', (_what, ids, at) => {
    expect(() => checkCalls(due, { ids, at })).toThrow();
  });
});

describe('the proof of the relay', () => {
  const at = new Date(0);
  const stored = [
    { _id: 'a', order: { version: 1 }, publishedAt: at },
    { _id: 'b', order: { version: 2 }, publishedAt: at },
  ];
  const wanted = { count: 2, inOrder: true };
  const [a, b] = [
    { id: 'a', key: 'k' },
    { id: 'b', key: 'k' },
  ];

  it('passes when each event stands once in the topic, in its order', () => {
    expect(() => checkRecords([a, b], stored, wanted)).not.toThrow();
    expect(() => checkRecords([b, a], stored, { ...wanted, inOrder: false })).not.toThrow();
  });

  it.each([
    ['a missing event', [a], stored],
    ['a double one', [a, b, b], stored],
    ['one twice in place of another', [a, a], stored],
    ['one of somebody else', [a, { id: 'x', key: 'k' }], stored],
    ['an event before its elder', [b, a], stored],
    ['a row that is not marked', [a, b], [stored[0], { ...stored[1], publishedAt: null }]],
  ])('fails for %s', (_what, records, rows) => {
    expect(() => checkRecords(records, rows, wanted)).toThrow();
  });
});

describe('a quantile', () => {
  it('is the value that this share does not exceed', () => {
    const sorted = Float64Array.from({ length: 100 }, (_, index) => index + 1);
    expect([quantile(sorted, 0.5), quantile(sorted, 0.99), quantile(sorted, 1)]).toEqual([50, 99, 100]);
  });
});
