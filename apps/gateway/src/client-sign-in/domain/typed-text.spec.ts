import { comesBack, isWorthKeeping } from './typed-text.js';

const at = (time: string): Date => new Date(`2027-05-11T${time}:00Z`);
const typed = { clientRef: 'mara', path: '/me/day', form: 'd1=headache', at: at('12:00') };

describe('what was typed into a page that had closed', () => {
  it('comes back to who typed it, for an hour', () => {
    expect(comesBack(typed, 'mara', at('12:59'))).toBe(true);
    expect(comesBack(typed, 'mara', at('13:00'))).toBe(false);
  });

  it('never comes to somebody else, nor before it is known who it is', () => {
    expect([comesBack(typed, 'jon', at('12:01')), comesBack(typed, undefined, at('12:01'))]).toEqual([false, false]);
  });

  it.each(['/me/day', '/me/day/2027-05-11', '/me/day/2027-05-11/worst', '/me/visits/wish', '/me/visits/demanding'])(
    'is kept where %s can show it again',
    (path) => {
      expect(isWorthKeeping({ path, form: 'a=b' })).toBe(true);
    },
  );

  it.each(['/me/close', '/me/who', '/me/visits/take-back', '/me/day/today', '/me/day/2027-05-11/../x', '/x/me/day'])(
    'is not kept from %s',
    (path) => {
      expect(isWorthKeeping({ path, form: 'a=b' })).toBe(false);
    },
  );

  it('is not kept where it is nothing, or far more than a form', () => {
    expect(isWorthKeeping({ path: '/me/day', form: '' })).toBe(false);
    expect(isWorthKeeping({ path: '/me/day', form: `n=${'a'.repeat(8000)}` })).toBe(false);
  });
});
