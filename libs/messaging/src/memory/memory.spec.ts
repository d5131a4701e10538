import { describePublisherContract } from '../testing/publisher-contract.js';
import { describeShardLeasesContract } from '../testing/shard-leases-contract.js';
import { describeStoreContract } from '../testing/store-contract.js';
import { describeTransactionsContract } from '../testing/transactions-contract.js';
import { InMemoryShardLeases } from './in-memory-shard-leases.js';
import { InMemoryTransactions } from './in-memory-transactions.js';
import { MemoryLog, MemoryPublisher } from './memory-publisher.js';
import { MemoryStore } from './memory-store.js';

describeStoreContract('memory', async () => {
  const store = new MemoryStore();
  return {
    store,
    read: async (collection, id, within) => store.documents(collection, within).get(id),
    outbox: async () => [...store.outbox.keys()],
  };
});

describeTransactionsContract('memory', async () => {
  const transactions = new InMemoryTransactions();
  return {
    transactions,
    read: async (collection, id, within) => transactions.documents(collection, within).get(id),
    rows: async () => [...transactions.store.outbox.values()],
  };
});

describePublisherContract('memory', async () => {
  const log = new MemoryLog();
  return {
    publisher: new MemoryPublisher(log),
    topic: 'things',
    read: async (partition) => log.read('things', partition),
  };
});

describeShardLeasesContract('memory', async (machine, shards) => new InMemoryShardLeases(machine, shards));
