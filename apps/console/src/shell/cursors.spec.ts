import { cursorsOf, pageAddress, pageQuery } from './cursors.js';

describe('the pages of a list', () => {
  it('stand in the address one after the other, so that there is a way back', () => {
    expect(pageAddress('/console/clients', [])).toBe('/console/clients');
    expect(pageAddress('/console/clients', [], ['abc'])).toBe('/console/clients?after=abc');
    expect(pageAddress('/console/replies', ['all'], ['abc', 'd-e_f'])).toBe('/console/replies?all&after=abc.d-e_f');
    expect(cursorsOf('?all&after=abc.d-e_f')).toEqual(['abc', 'd-e_f']);
    expect([cursorsOf('?all'), cursorsOf('?after=')]).toEqual([[], []]);
  });

  it('are asked for by the last of them, fifty lines each', () => {
    expect(pageQuery([], [])).toBe('?limit=50');
    expect(pageQuery(['only=all'], ['abc', 'd-e_f'])).toBe('?only=all&after=d-e_f&limit=50');
  });
});
