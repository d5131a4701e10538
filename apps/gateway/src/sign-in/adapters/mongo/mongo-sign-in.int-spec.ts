import { FixedClock } from '@aftercare/kernel';
import { StoresOnMongo } from '@aftercare/testing/stores';
import { describeSessionsContract } from '../../testing/sessions-contract.js';
import { describeSignInLinksContract } from '../../testing/sign-in-links-contract.js';
import { describeTryCounterContract } from '../../testing/try-counter-contract.js';
import { MongoSessions } from './mongo-sessions.js';
import { MongoSignInLinks } from './mongo-sign-in-links.js';
import { MongoTryCounter } from './mongo-try-counter.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('gw-sign-in', {
    service: 'gateway',
    clock: new FixedClock(new Date(0)),
    stores: [MongoSignInLinks, MongoSessions, MongoTryCounter],
  });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

describeSignInLinksContract('MongoDB', async () => stores.get(MongoSignInLinks));
describeSessionsContract('MongoDB', async () => stores.get(MongoSessions));
describeTryCounterContract('MongoDB', async () => stores.get(MongoTryCounter));
