import { LinkTokens } from './link-tokens.js';

const links = new LinkTokens('a-link-key-for-tests-of-32-characters', 'https://visit.example/');

describe('LinkTokens', () => {
  it('make an address that fits into an SMS', () => {
    const url = links.url('s', links.token('survey', 'survey-1', 0));
    expect(url).toMatch(/^https:\/\/visit\.example\/s\/[0-9A-Za-z]{22}$/u);
    expect(url.length).toBeLessThanOrEqual(48);
  });

  it('are the same for the same subject and end with the next generation', () => {
    expect(links.token('survey', 'x', 0)).toBe(links.token('survey', 'x', 0));
    expect(links.token('survey', 'x', 1)).not.toBe(links.token('survey', 'x', 0));
    expect(links.token('booking', 'x', 0)).not.toBe(links.token('survey', 'x', 0));
  });
});
