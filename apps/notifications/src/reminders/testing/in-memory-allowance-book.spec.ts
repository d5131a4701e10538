import { describeAllowanceBook } from './allowance-book-contract.js';
import { InMemoryAllowanceBook } from './in-memory-allowance-book.js';

describe('the book of allowances in memory', () => {
  let book: InMemoryAllowanceBook;
  beforeEach(() => (book = new InMemoryAllowanceBook()));
  describeAllowanceBook(() => book);
});
