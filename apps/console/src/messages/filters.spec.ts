import { addressOf, changed, filtersOf, nextPage, pageNumber, queryOf } from './filters.js';

describe('the filters of the ledger', () => {
  it('live in the address and come back from it', () => {
    const filters = { state: 'failed', family: 'survey', from: '2027-05-01' };
    expect(addressOf(filters)).toBe('/console/messages?state=failed&family=survey&from=2027-05-01');
    expect(filtersOf('?state=failed&family=survey&from=2027-05-01')).toEqual(filters);
  });

  it('ignore what they do not know', () => {
    expect(filtersOf('?evil=1&state=')).toEqual({});
  });

  it('stay when a row is opened', () => {
    expect(addressOf({ state: 'failed' }, 'r/1')).toBe('/console/messages/r%2F1?state=failed');
  });

  it('ask the API for a page of 50', () => {
    expect(queryOf({ state: 'failed', page: '3', after: 'cursor' })).toBe('?state=failed&after=cursor&limit=50');
  });

  it('ask the API for whole days, the last one included', () => {
    expect(new URLSearchParams(queryOf({ from: '2027-05-01', to: '2027-05-02' })).get('from')).toBe(
      '2027-05-01T00:00:00.000Z',
    );
    expect(new URLSearchParams(queryOf({ from: '2027-05-01', to: '2027-05-02' })).get('to')).toBe(
      '2027-05-02T23:59:59.999Z',
    );
  });

  it('count pages and begin anew when a filter changes', () => {
    const second = nextPage({ state: 'sent' }, 'c1');
    expect([second, pageNumber(second)]).toEqual([{ state: 'sent', after: 'c1', page: '2' }, 2]);
    expect(changed(second, { state: 'failed' })).toEqual({ state: 'failed' });
    expect(changed(second, { state: '' })).toEqual({});
    expect(pageNumber({ page: 'x' })).toBe(1);
  });
});
