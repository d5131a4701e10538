import type { SignInLinks } from '../application/ports.js';
import type { SignInLink } from '../domain/sign-in-link.js';

const expiresAt = new Date('2027-03-01T09:15:00Z');
const before = new Date('2027-03-01T09:14:59.999Z');
const aLink = (over: Partial<SignInLink> = {}): SignInLink => ({
  tokenHash: 'hash-1',
  clinicId: 'clinic-elm',
  accountId: 'account-ana',
  expiresAt,
  ...over,
});

/** What sign-in relies on. `make` gives a store without links. */
export const describeSignInLinksContract = (name: string, make: () => Promise<SignInLinks>): void => {
  describe(`the contract of sign-in links: ${name}`, () => {
    let links: SignInLinks;
    beforeEach(async () => {
      links = await make();
    });

    it('gives a link once', async () => {
      await links.add(aLink());
      await expect(links.take('hash-1', before)).resolves.toEqual(aLink());
      await expect(links.take('hash-1', before)).resolves.toBeUndefined();
    });

    it('gives a link that many take at once to one of them', async () => {
      await links.add(aLink());
      const taken = await Promise.all(Array.from({ length: 8 }, () => links.take('hash-1', before)));
      expect(taken.filter((link) => link !== undefined)).toHaveLength(1);
    });

    it('gives no unknown link, and none from the instant of its end on', async () => {
      await links.add(aLink());
      await expect(links.take('hash-2', before)).resolves.toBeUndefined();
      await expect(links.take('hash-1', expiresAt)).resolves.toBeUndefined();
    });

    it('refuses a token twice', async () => {
      await links.add(aLink());
      await expect(links.add(aLink({ accountId: 'account-jo' }))).rejects.toThrow();
      await expect(links.take('hash-1', before)).resolves.toMatchObject({ accountId: 'account-ana' });
    });

    it('forgets the links of all clinics that end now or ended, and no other', async () => {
      await links.add(aLink());
      await links.add(aLink({ tokenHash: 'hash-2', clinicId: 'clinic-oak' }));
      await links.add(aLink({ tokenHash: 'hash-3', expiresAt: new Date(expiresAt.getTime() + 1) }));
      await links.removeExpired(expiresAt);
      await expect(links.take('hash-1', before)).resolves.toBeUndefined();
      await expect(links.take('hash-2', before)).resolves.toBeUndefined();
      await expect(links.take('hash-3', before)).resolves.toBeDefined();
    });
  });
};
