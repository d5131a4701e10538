import type { TryCounter } from '../application/ports.js';

const nine = new Date('2027-03-01T09:00:00Z');
const windowEndsAt = new Date('2027-03-01T09:15:00Z');
const later = (ms: number): Date => new Date(nine.getTime() + ms);

/** What the lock-out relies on. `make` gives a counter that counted nothing. */
export const describeTryCounterContract = (name: string, make: () => Promise<TryCounter>): void => {
  describe(`the contract of the try counter: ${name}`, () => {
    let tries: TryCounter;
    beforeEach(async () => {
      tries = await make();
    });

    it('counts in the window that the first try opened', async () => {
      await expect(tries.add('ana', nine)).resolves.toEqual({ count: 1, windowEndsAt });
      await expect(tries.add('ana', later(60_000))).resolves.toEqual({ count: 2, windowEndsAt });
    });

    it('starts anew at the instant at which the window ends', async () => {
      await tries.add('ana', nine);
      await expect(tries.add('ana', later(15 * 60_000 - 1))).resolves.toEqual({ count: 2, windowEndsAt });
      await expect(tries.add('ana', windowEndsAt)).resolves.toEqual({
        count: 1,
        windowEndsAt: new Date('2027-03-01T09:30:00Z'),
      });
    });

    it('counts each key on its own', async () => {
      await tries.add('ana', nine);
      await expect(tries.add('jo', nine)).resolves.toMatchObject({ count: 1 });
    });

    it('loses no try of many at once', async () => {
      const counted = await Promise.all(Array.from({ length: 8 }, () => tries.add('ana', nine)));
      expect(counted.map(({ count }) => count).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    });

    it('loses none either when a window that is over starts anew for many at once', async () => {
      await tries.add('ana', nine);
      const counted = await Promise.all(Array.from({ length: 8 }, () => tries.add('ana', windowEndsAt)));
      expect(counted.map(({ count }) => count).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    });

    it('forgets a key that is cleared', async () => {
      await tries.add('ana', nine);
      await tries.clear('ana');
      await tries.clear('nobody');
      await expect(tries.add('ana', later(1))).resolves.toMatchObject({ count: 1 });
    });

    it('sweeps windows that are over and leaves the others', async () => {
      await tries.add('ana', nine);
      await tries.add('jo', later(1));
      await tries.removeEnded(windowEndsAt);
      await expect(tries.add('ana', later(2))).resolves.toMatchObject({ count: 1 });
      await expect(tries.add('jo', later(2))).resolves.toMatchObject({ count: 2 });
    });
  });
};
