import { sha256 } from '@aftercare/kernel';
import { LinkTokens, TenantCollections } from '@aftercare/platform';
import { StoresOnMongo } from '@aftercare/testing/stores';
import type { mongo } from 'mongoose';
import { aReminder } from '../../testing/a-reminder.js';
import { MongoSendLedger } from './mongo-send.ledger.js';
import { MongoWaitingLedger } from './mongo-waiting.ledger.js';
import { NextTimes } from './next-times.js';
import { documentOfRow, NEVER_TOUCHED, REMINDERS, whyHashOf } from './reminder-document.js';
import type { ReminderDocument } from './reminder-document.js';
import { ReminderQueries } from './reminder-queries.js';

const links = new LinkTokens('a-link-key-of-the-tests-with-32-chars', 'http://elm.example');
const NOW = new Date('2027-03-15T12:00:00Z');

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('nt-indexes', {
    service: 'notifications',
    stores: [NextTimes, MongoWaitingLedger, MongoSendLedger, ReminderQueries],
  });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

const collection = () => stores.get(TenantCollections).system<ReminderDocument>(REMINDERS, 'sweep');
const isPlanned = (id: string): Promise<unknown> => {
  const document = { ...documentOfRow(aReminder({ id, dueAt: NOW }), links), _id: id, version: NEVER_TOUCHED };
  // As the unit of work stores it.
  return collection().insertOne(document as unknown as ReminderDocument);
};
const tokenHash = (id: string): string => sha256(links.token('why', id, 0));

/** The index that a query is answered from; undefined when it reads the whole ledger. */
const indexOf = async (filter: mongo.Filter<ReminderDocument>): Promise<unknown> => {
  const { queryPlanner } = await collection().find(filter).explain();
  return JSON.parse(/"indexName":("[^"]+")/u.exec(JSON.stringify(queryPlanner))?.[1] ?? 'null');
};

describe('the indexes of the ledger', () => {
  it('find the message behind a why link once it was claimed, and nothing behind one that nobody ever got', async () => {
    await isPlanned('row-1');
    await isPlanned('row-2');
    await stores.get(MongoSendLedger).claim(['row-1'], { id: 'claim', at: NOW, until: 1 });
    const why = stores.get(ReminderQueries);
    expect((await why.findByWhyToken(tokenHash('row-1')))?.reminderId).toBe('row-1');
    expect(await why.findByWhyToken(tokenHash('row-2'))).toBeUndefined();
    expect(await why.findByWhyToken(tokenHash('row-3'))).toBeUndefined();
  });

  it.each<readonly [string, mongo.Filter<ReminderDocument>]>([
    ['why', { whyHash: whyHashOf(tokenHash('row-1')), version: { $gt: NEVER_TOUCHED } }],
    [
      'rows-of-booking',
      { clinicId: { $in: ['clinic-1'] }, 'subject.bookingId': { $in: ['b'] }, family: { $in: ['appointment'] } },
    ],
    [
      'clinicId_1_subject.surveyId_1',
      { clinicId: { $in: ['clinic-1'] }, 'subject.surveyId': { $in: ['s'] }, family: { $in: ['survey', 'link'] } },
    ],
    [
      'rows-of-session',
      { clinicId: { $in: ['clinic-1'] }, 'subject.sessionId': { $in: ['s'] }, family: { $in: ['follow-up'] } },
    ],
    ['state_1_dueAt_1_shard_1', { state: 'planned', dueAt: { $lte: NOW }, shard: { $in: [1, 2] } }],
  ])('answer their own query: %s', async (name, filter) => {
    await isPlanned('row-1');
    expect(await indexOf(filter)).toBe(name);
  });

  it('pack the rows that wait for weeks', async () => {
    const creation = await collection()
      .aggregate<{ storageStats: { wiredTiger: { creationString: string } } }>([{ $collStats: { storageStats: {} } }])
      .toArray();
    expect(creation[0]?.storageStats.wiredTiger.creationString).toContain('block_compressor=zstd');
  });
});
