import { addressOf, queryOf, shownOf } from './shown.js';

describe('the list of flags that an address shows', () => {
  it.each([
    ['', 'open', '?state=open&limit=50'],
    ['?mine', 'mine', '?state=open&only=mine&limit=50'],
    ['?cleared', 'cleared', '?state=cleared&limit=50'],
  ])('asks the API for what "%s" means', (search, which, query) => {
    expect(shownOf(search)).toEqual({ which, cursors: [] });
    expect(queryOf(shownOf(search))).toBe(query);
  });

  it('goes on page by page, and back', () => {
    const second = addressOf('mine', ['abc']);
    expect(second).toBe('/console/flags?mine&after=abc');
    const third = addressOf('open', ['abc', 'd-e_f']);
    expect(third).toBe('/console/flags?after=abc.d-e_f');
    expect(shownOf('?mine&after=abc')).toEqual({ which: 'mine', cursors: ['abc'] });
    expect(queryOf(shownOf('?after=abc.d-e_f'))).toBe('?state=open&after=d-e_f&limit=50');
    expect(addressOf('open')).toBe('/console/flags');
  });
});
