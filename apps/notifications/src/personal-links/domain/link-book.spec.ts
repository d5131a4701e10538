import { aLinkBook } from '../testing/a-link-book.js';
import { mayAsk, used, waiting, withLink } from './link-book.js';
import type { LinkBook } from './link-book.js';

const at = (time: string): Date => new Date(`2027-05-11T${time}:00Z`);
const asked = (book: LinkBook, time: string): LinkBook =>
  withLink(book, { tokenHash: `hash ${time}`, clientRefs: ['mara'], returnTo: '/me', at: at(time) });

describe('asking for a link', () => {
  it('is heard once in ten minutes', () => {
    const book = asked(aLinkBook(), '10:00');
    expect([mayAsk(book, at('10:09')), mayAsk(book, at('10:10'))]).toEqual([false, true]);
  });

  it('is heard three times a day', () => {
    const book = ['10:00', '10:10', '10:20'].reduce(asked, aLinkBook());
    expect(mayAsk(book, at('23:00'))).toBe(false);
    expect(mayAsk(book, new Date('2027-05-12T10:00:00Z'))).toBe(true);
  });

  it('raises the generation, and keeps the links before it working', () => {
    const book = asked(asked(aLinkBook(), '10:00'), '10:10');
    expect(book.links.map(({ generation }) => generation)).toEqual([1, 2]);
    expect(used(book, { tokenHash: 'hash 10:00', by: 'one', at: at('10:14') })).toBeDefined();
  });

  it('owes the newest again only while it is of use', () => {
    const book = asked(aLinkBook(), '10:00');
    expect(waiting(book, at('10:14'))?.generation).toBe(1);
    expect(waiting(book, at('10:15'))).toBeUndefined();
    const gone = used(book, { tokenHash: 'hash 10:00', by: 'one', at: at('10:01') }) ?? book;
    expect(waiting(gone, at('10:02'))).toBeUndefined();
  });
});

describe('a link', () => {
  const book = asked(aLinkBook(), '10:00');
  const use = (from: LinkBook, by: string, time: string) => used(from, { tokenHash: 'hash 10:00', by, at: at(time) });

  it('works for fifteen minutes', () => {
    expect(use(book, 'one', '10:14')).toBeDefined();
    expect(use(book, 'one', '10:15')).toBeUndefined();
  });

  it('works once, and gives the same try its lost answer again', () => {
    const after = use(book, 'one', '10:01') ?? book;
    expect(use(after, 'two', '10:02')).toBeUndefined();
    expect(use(after, 'one', '10:02')).toBe(after);
  });

  it('is unknown by any other token', () => {
    expect(used(book, { tokenHash: 'guessed', by: 'one', at: at('10:01') })).toBeUndefined();
  });
});
