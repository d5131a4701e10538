import { InMemoryLinkBooks } from './in-memory-link-books.js';
import { describeLinkBooksContract } from './link-books-contract.js';

describeLinkBooksContract('in memory', async () => new InMemoryLinkBooks());
