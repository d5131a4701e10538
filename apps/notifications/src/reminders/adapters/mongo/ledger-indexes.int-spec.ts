import { sha256 } from '@aftercare/kernel';
import { anyOf, LinkTokens, TenantCollections } from '@aftercare/platform';
import { StoresOnMongo } from '@aftercare/testing/stores';
import type { mongo } from 'mongoose';
import { aReminder } from '../../testing/a-reminder.js';
import { MongoSendLedger } from './mongo-send.ledger.js';
import { MongoSendProjections } from './mongo-send.projections.js';
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
    stores: [NextTimes, MongoWaitingLedger, MongoSendLedger, MongoSendProjections, ReminderQueries],
  });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

const collection = () => stores.get(TenantCollections).system<ReminderDocument>(REMINDERS, 'sweep');
const isPlanned = (id: string, client: { readonly clinicId?: string; readonly clientRef?: string } = {}) => {
  const row = aReminder({ id, dueAt: NOW, ...client });
  const document = { ...documentOfRow(row, links), _id: id, version: NEVER_TOUCHED };
  // As the unit of work stores it.
  return collection().insertOne(document as unknown as ReminderDocument);
};
const key = { clinicId: 'clinic-1', id: 'b' };
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
    ['rows-of-booking', anyOf([key], 'subject.bookingId', { family: { $in: ['appointment'] } })],
    ['clinicId_1_subject.surveyId_1', anyOf([key], 'subject.surveyId', { family: { $in: ['survey', 'link'] } })],
    ['rows-of-session', anyOf([key], 'subject.sessionId', { family: { $in: ['follow-up'] } })],
    ['state_1_dueAt_1_shard_1', { state: 'planned', dueAt: { $lte: NOW }, shard: { $in: [1, 2] } }],
  ])('answer their own query: %s', async (name, filter) => {
    await isPlanned('row-1');
    expect(await indexOf(filter)).toBe(name);
  });

  it('lead to the rows of a few people of many clinics, however many rows are due or under a claim', async () => {
    const [clinics, people] = [20, 10];
    const all = Array.from({ length: clinics * people }, (_, index) => ({
      clinicId: `clinic-${index % clinics}`,
      clientRef: `client-${index}`,
    }));
    for (const [index, client] of all.entries()) {
      await isPlanned(`due-${index}`, client);
      await isPlanned(`claimed-${index}`, client);
    }
    const claimed = all.map((_client, index) => `claimed-${index}`);
    await stores.get(MongoSendLedger).claim(claimed, { id: 'claim', at: NOW, until: 1 });
    const asked = all.slice(0, clinics);
    const projections = stores.get(MongoSendProjections);
    const day = { from: new Date(NOW.getTime() - 1), to: new Date(NOW.getTime() + 1) };

    const waiting = await stores.looksAt(async () => {
      expect(await projections.waitingOf(asked, day)).toHaveLength(clinics);
    });
    expect(waiting.documents).toBe(clinics);
    // A person is found by one key; where nothing more follows, the next one ends the search.
    expect(waiting.keys).toBeLessThanOrEqual(2 * clinics);

    const counted = await stores.looksAt(async () => {
      expect(await projections.countedSince(asked, day.from)).toHaveLength(clinics);
      expect(await projections.countedSince(asked, day.from, 'claim')).toEqual([]);
    });
    expect(counted.documents).toBe(2 * clinics);
  });

  it('that others have replaced go away, whoever starts first', async () => {
    const before = 'clinicId_1_clientRef_1_state_1';
    await collection().createIndex({ clinicId: 1, clientRef: 1, state: 1 }, {}, {});
    expect(await collection().indexExists(before)).toBe(true);
    const ledger = stores.get(MongoWaitingLedger);
    await Promise.all([ledger.onModuleInit(), ledger.onModuleInit()]);
    expect(await collection().indexExists(before)).toBe(false);
  });

  it('pack the rows that wait for weeks', async () => {
    const creation = await collection()
      .aggregate<{ storageStats: { wiredTiger: { creationString: string } } }>([{ $collStats: { storageStats: {} } }])
      .toArray();
    expect(creation[0]?.storageStats.wiredTiger.creationString).toContain('block_compressor=zstd');
  });
});
