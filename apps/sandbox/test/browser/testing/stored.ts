import { testEngines } from '@aftercare/testing';
import { createHash } from 'node:crypto';
import { MongoClient } from 'mongodb';

/** Written whatever anybody asks for: rates of addresses, who looked at what, and the services' own leases. */
const EXCEPTED = /rate|audit|leases/iu;

/** A hash per collection of every database of a run: equal before and after means that nothing was stored. */
export const printOf = async (prefix: string): Promise<Readonly<Record<string, string>>> => {
  const client = await MongoClient.connect(testEngines().mongodbUri);
  try {
    const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
    const prints: Record<string, string> = {};
    for (const { name } of databases.filter((database) => database.name.startsWith(prefix))) {
      for (const { collectionName } of await client.db(name).collections()) {
        if (EXCEPTED.test(collectionName)) continue;
        const documents = client
          .db(name)
          .collection(collectionName)
          .find({}, { sort: { _id: 1 }, raw: true });
        const hash = createHash('sha256');
        for await (const document of documents) hash.update(document as unknown as Uint8Array); // raw BSON
        prints[`${name}.${collectionName}`.slice(prefix.length)] = hash.digest('hex');
      }
    }
    return prints;
  } finally {
    await client.close();
  }
};
