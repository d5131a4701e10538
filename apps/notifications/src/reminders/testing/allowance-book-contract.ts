import type { AllowanceBook } from '../application/sending/allowance-book.js';
import type { TokenBook } from '../domain/sender-tokens.js';

const bookOf = (owner: string): TokenBook => ({
  tokens: [{ owner, untilMs: 5, readyMs: 7 }],
  waiting: [{ owner: 'q', untilMs: 9 }],
});

/** What sending within an allowance relies on. `given` is empty. */
export const describeAllowanceBook = (given: () => AllowanceBook): void => {
  describe('the contract of the book of allowances', () => {
    it('gives back what was kept, and nothing for a sender that nobody sent for', async () => {
      expect(await given().tokensOf('sms:+1')).toBeUndefined();
      expect(await given().keepTokens('sms:+1', bookOf('p'), 0)).toBe(true);
      expect(await given().tokensOf('sms:+1')).toEqual({ book: bookOf('p'), version: 1 });
    });

    it('takes one of two that read the same', async () => {
      const first = await Promise.all(['p', 'q', 'r'].map((owner) => given().keepTokens('sms:+1', bookOf(owner), 0)));
      expect(first.filter(Boolean)).toHaveLength(1);
      const next = await Promise.all(['p', 'q', 'r'].map((owner) => given().keepTokens('sms:+1', bookOf(owner), 1)));
      expect(next.filter(Boolean)).toHaveLength(1);
      expect(await given().keepTokens('sms:+1', bookOf('late'), 1)).toBe(false);
    });

    it('never counts more on a day than its limit, whoever counts', async () => {
      const day = { sender: 'sms:+1', date: '2027-03-15', limit: 10, wanted: 4 };
      const granted = await Promise.all([1, 2, 3, 4].map(() => given().countDay(day)));
      expect(granted.toSorted()).toEqual([0, 2, 4, 4]);
      expect(await given().countDay({ ...day, sender: 'sms:+2' })).toBe(4);
      expect(await given().countDay({ ...day, date: '2027-03-16', wanted: 20 })).toBe(10);
    });
  });
};
