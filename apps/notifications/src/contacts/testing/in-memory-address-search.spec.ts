import { describeAddressSearchContract } from './address-search-contract.js';
import { InMemoryAddressSearch } from './in-memory-address-search.js';

describeAddressSearchContract('in memory', async (contacts) => new InMemoryAddressSearch(contacts));
