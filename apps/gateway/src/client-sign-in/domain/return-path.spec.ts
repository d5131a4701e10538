import { returnPath } from './return-path.js';

describe('the way back after a sign-in', () => {
  it.each([
    '/me',
    '/me/day',
    '/me/day/2027-05-11',
    '/me/day/2027-05-11/worst',
    '/me/month',
    '/me/month/2027-05',
    '/me/month/2027-05.csv',
  ])('leads to %s', (path) => {
    expect(returnPath(path)).toBe(path);
  });

  it.each([
    undefined,
    '',
    '/',
    '/menu',
    '/me/',
    '/me//evil.example',
    '/me/../console',
    '/me/%2e%2e/console',
    '/me?next=//evil.example',
    '/me\\evil.example',
    '//evil.example/me',
    'https://evil.example/me',
    'javascript:alert(1)',
    '/me\r\nset-cookie: a=b',
    `/me/${'a'.repeat(200)}`,
  ])('never follows %j', (path) => {
    expect(returnPath(path)).toBe('/me');
  });
});
