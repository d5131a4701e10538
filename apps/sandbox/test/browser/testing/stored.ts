import { testEngines } from '@aftercare/testing';
import { createHash } from 'node:crypto';
import { MongoClient, type Collection } from 'mongodb';

/** Written whatever anybody asks for: rates of addresses, who looked at what, and the services' own leases. */
const EXCEPTED = /rate|audit|leases/iu;

const hashOf = async (collection: Collection): Promise<string> => {
  const hash = createHash('sha256');
  for await (const document of collection.find({}, { sort: { _id: 1 } })) hash.update(JSON.stringify(document));
  return hash.digest('hex');
};

/** A hash per collection of every database of a run: equal before and after means that nothing was stored. */
export const printOf = async (prefix: string): Promise<Readonly<Record<string, string>>> => {
  const client = await MongoClient.connect(testEngines().mongodbUri);
  try {
    const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
    const own = databases.filter(({ name }) => name.startsWith(prefix)).map(({ name }) => client.db(name));
    const collections = (await Promise.all(own.map((database) => database.collections()))).flat();
    const kept = collections.filter(({ collectionName }) => !EXCEPTED.test(collectionName));
    const prints = await Promise.all(
      kept.map(async (one) => [one.namespace.slice(prefix.length), await hashOf(one)] as const),
    );
    return Object.fromEntries(prints);
  } finally {
    await client.close();
  }
};
