import { FixedClock } from '@aftercare/kernel';
import { StoresOnMongo } from '@aftercare/testing/stores';
import { describeAccountRepositoryContract } from '../../testing/account-repository-contract.js';
import { describeSetupCodesContract } from '../../testing/setup-codes-contract.js';
import { MongoAccountRepository } from './mongo-account.repository.js';
import { MongoSetupCodes } from './mongo-setup-codes.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('gw-accounts', {
    service: 'gateway',
    clock: new FixedClock(new Date(0)),
    stores: [MongoAccountRepository, MongoSetupCodes],
  });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

describeAccountRepositoryContract('MongoDB', async () => stores.get(MongoAccountRepository));
describeSetupCodesContract('MongoDB', async () => stores.get(MongoSetupCodes));
