import type { LinkBook } from '../domain/link-book.js';

export const aLinkBook = (over: Partial<LinkBook> = {}): LinkBook => ({
  id: 'book-1',
  clinicId: 'elm',
  channel: 'sms',
  links: [],
  version: 0,
  ...over,
});
