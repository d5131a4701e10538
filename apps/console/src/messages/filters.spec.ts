import {
  addressOf,
  atPage,
  changed,
  cursorsIn,
  filtersOf,
  firstLook,
  queryOf,
  statesOf,
  totalsQueryOf,
} from './filters.js';

describe('the filters of the ledger', () => {
  it('live in the address and come back from it', () => {
    const filters = { state: 'failed,unknown', family: 'survey', from: '2027-05-01' };
    expect(addressOf(filters)).toBe('/console/messages?state=failed,unknown&family=survey&from=2027-05-01');
    expect(filtersOf('?state=failed,unknown&family=survey&from=2027-05-01')).toEqual(filters);
    expect(statesOf(filters)).toEqual(['failed', 'unknown']);
  });

  it('ignore what they do not know', () => {
    expect(filtersOf('?evil=1&state=')).toEqual({});
    expect(filtersOf('?all')).toEqual({});
  });

  it('stay when a row is opened', () => {
    expect(addressOf({ state: 'failed' }, 'r/1')).toBe('/console/messages/r%2F1?state=failed');
  });

  it('tell every line from the first look, which is today and the next seven days', () => {
    expect(addressOf({})).toBe('/console/messages?all');
    expect(firstLook('2027-02-26')).toEqual({ from: '2027-02-26', to: '2027-03-05' });
  });

  it('ask the API for a page of 50 with what needs somebody on top, in days of the clinic', () => {
    expect(queryOf({ state: 'failed', from: '2027-05-01', after: 'c1.c2' })).toBe(
      '?state=failed&from=2027-05-01&after=c2&order=attention&limit=50',
    );
    expect(totalsQueryOf({ state: 'failed', from: '2027-05-01', after: 'c1.c2' })).toBe(
      '?state=failed&from=2027-05-01',
    );
  });

  it('know the way through the pages and begin anew when a filter changes', () => {
    const third = atPage({ state: 'sent' }, ['c1', 'c2']);
    expect([third.after, cursorsIn(third)]).toEqual(['c1.c2', ['c1', 'c2']]);
    expect(atPage(third, ['c1'])).toEqual({ state: 'sent', after: 'c1' });
    expect(atPage(third, [])).toEqual({ state: 'sent' });
    expect(changed(third, { state: 'failed' })).toEqual({ state: 'failed' });
    expect(changed(third, { state: '' })).toEqual({});
  });
});
