import { normaliseEmail } from './account.js';

describe('normaliseEmail', () => {
  it('ignores case and surrounding space', () => {
    expect(normaliseEmail('  Ana@Example.ORG ')).toBe('ana@example.org');
  });

  it('treats composed and decomposed letters as one address', () => {
    expect(normaliseEmail('e\u0301va@example.org')).toBe(normaliseEmail('\u00e9va@example.org'));
  });
});
