import { CLIENT_COOKIES, cookieOf, keepCookies, keepSetCookies } from './cookies.js';

describe('cookies at the edge', () => {
  it('finds a cookie by its whole name', () => {
    expect(cookieOf('xsession=1; session=2; session=3', 'session')).toBe('2');
    expect(cookieOf(undefined, 'session')).toBeUndefined();
  });

  it('passes only the cookies of client pages on', () => {
    expect(keepCookies('session=secret; theme=dim; form=a=b; other=1', CLIENT_COOKIES)).toBe('theme=dim; form=a=b');
    expect(keepCookies('session=secret', CLIENT_COOKIES)).toBeUndefined();
  });

  it('lets a service set only the cookies of client pages', () => {
    expect(keepSetCookies(['form=1; Path=/s', 'session=stolen; Path=/', ' session=stolen'], CLIENT_COOKIES)).toEqual([
      'form=1; Path=/s',
    ]);
  });
});
