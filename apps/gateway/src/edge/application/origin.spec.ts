import { isCrossSite } from './origin.js';

const own = 'https://elm.example';

describe('isCrossSite', () => {
  it.each([
    ['GET', 'cross-site', 'https://evil.example', false],
    ['POST', 'same-origin', own, false],
    ['POST', 'same-origin', 'null', false],
    ['POST', 'none', undefined, false],
    ['POST', 'cross-site', own, true],
    ['POST', 'same-site', 'https://other.elm.example', true],
    ['POST', undefined, own, false],
    ['POST', undefined, 'https://evil.example', true],
    ['POST', undefined, 'null', true],
    ['POST', undefined, undefined, false],
    ['DELETE', 'cross-site', undefined, true],
  ])('%s with Sec-Fetch-Site %s and Origin %s: %s', (method, fetchSite, origin, expected) => {
    expect(isCrossSite({ method, fetchSite, origin }, own)).toBe(expected);
  });
});
