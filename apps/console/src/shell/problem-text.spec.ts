import { problemText, referenceOf } from './problem-text.js';

describe('problemText', () => {
  it('names the time at which a lock-out ends', () => {
    const detail = 'Too many tries. The next one is possible at 2027-03-01T09:15:00.000Z';
    expect(problemText({ status: 429, code: 'TOO_MANY_TRIES', detail })).toBe(
      'Too many tries. The next one is possible from 09:15 UTC.',
    );
  });

  it('says how nothing is lost when nobody, or somebody else, is signed in any more', () => {
    expect(problemText({ status: 401, code: 'NOT_SIGNED_IN' })).toContain('what you typed stays');
    expect(problemText({ status: 403, code: 'SOMEBODY_ELSE' })).toContain('Copy what you typed');
    expect(problemText({ status: 403, code: 'CROSS_SITE_REQUEST' })).toContain('its usual address');
  });

  it('has a sentence for what it knows and the server’s own for the rest', () => {
    expect(problemText({ status: 410, code: 'SIGN_IN_LINK_ENDED' })).toContain('Ask for a new one');
    expect(problemText({ status: 409, code: 'OTHER', detail: 'the room is taken' })).toBe('the room is taken');
    expect(problemText({ status: 500, code: 'INTERNAL' })).toBe('That did not work. Please try again.');
  });

  it('gives a short reference to quote', () => {
    expect(referenceOf({ status: 500, code: 'INTERNAL', instance: 'urn:aftercare:request:0f8fad5b-d9cb-469f' })).toBe(
      '0f8fad5b',
    );
  });
});
