import { BatchAhead } from './batch-ahead.js';

const place = { of: 'booking', after: { at: '2027-03-01T10:00:00.000Z', id: 'b1' } };

describe('a batch found ahead', () => {
  it('is given out for its own place, once', async () => {
    const ahead = new BatchAhead<string>();
    ahead.begin(place, async () => 'the next');
    expect(await ahead.take({ of: 'survey' })).toBeUndefined();
    expect(await ahead.take({ ...place, after: { ...place.after } })).toBe('the next');
    expect(await ahead.take(place)).toBeUndefined();
  });

  it('is nothing when the search failed', async () => {
    const ahead = new BatchAhead<string>();
    ahead.begin(place, () => Promise.reject(new Error('the store is away')));
    await ahead.settle();
    expect(await ahead.take(place)).toBeUndefined();
  });
});
