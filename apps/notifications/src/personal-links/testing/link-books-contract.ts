import type { LinkBooks } from '../application/ports.js';
import { withLink } from '../domain/link-book.js';
import type { LinkBook } from '../domain/link-book.js';
import { aLinkBook } from './a-link-book.js';

const ten = new Date('2027-05-11T10:00:00Z');
const noon = new Date('2027-05-11T12:00:00Z');
const asked = (book: LinkBook, tokenHash: string, at = ten): LinkBook =>
  withLink(book, { tokenHash, clientRefs: ['mara', 'jon'], returnTo: '/me', at });

/** What asking and redeeming rely on. `make` gives a store without books. */
export const describeLinkBooksContract = (name: string, make: () => Promise<LinkBooks>): void => {
  describe(`the contract of link books: ${name}`, () => {
    let books: LinkBooks;
    beforeEach(async () => {
      books = await make();
    });

    it('gives a book back by its id and by the token of each of its links', async () => {
      const book = asked(asked(aLinkBook(), 'hash-1'), 'hash-2', noon);
      expect(await books.save(book)).toBe(true);
      const stored = { ...book, version: 1 };
      expect(await books.find({ clinicId: 'elm', id: 'book-1' })).toEqual(stored);
      expect(await books.findByToken('hash-1')).toEqual(stored);
      expect(await books.findByToken('hash-2')).toEqual(stored);
      expect(await books.findByToken('hash-3')).toBeUndefined();
    });

    it('shows no clinic the book of another', async () => {
      await books.save(asked(aLinkBook(), 'hash-1'));
      expect(await books.find({ clinicId: 'oak', id: 'book-1' })).toBeUndefined();
    });

    it('lets one of two writers through who read the same', async () => {
      const fresh = [asked(aLinkBook(), 'hash-1'), asked(aLinkBook(), 'hash-1')];
      expect((await Promise.all(fresh.map((book) => books.save(book)))).sort()).toEqual([false, true]);
      const read = (await books.findByToken('hash-1')) ?? aLinkBook();
      const later = [asked(read, 'hash-2', noon), asked(read, 'hash-3', noon)];
      expect((await Promise.all(later.map((book) => books.save(book)))).sort()).toEqual([false, true]);
      expect((await books.findByToken('hash-1'))?.links).toHaveLength(2);
    });

    it('forgets the books of all clinics that nobody asked about since then, and no other', async () => {
      await books.save(asked(aLinkBook(), 'hash-1'));
      await books.save(asked(aLinkBook({ id: 'book-2', clinicId: 'oak' }), 'hash-2'));
      await books.save(asked(aLinkBook({ id: 'book-3' }), 'hash-3', noon));
      await books.removeUnaskedSince(ten);
      const found = await Promise.all(['hash-1', 'hash-2', 'hash-3'].map((hash) => books.findByToken(hash)));
      expect(found.map((book) => book?.id)).toEqual([undefined, undefined, 'book-3']);
    });
  });
};
