import { StoresOnMongo } from '@aftercare/testing/stores';
import type { TestSend } from '../../application/test-sends.js';
import { describeTextVersionsContract } from '../../testing/text-versions-contract.js';
import { MongoTestSends } from './mongo-test-sends.js';
import { MongoTextVersions } from './mongo-text-versions.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('nt-texts', {
    service: 'notifications',
    stores: [MongoTextVersions, MongoTestSends],
  });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

describeTextVersionsContract('MongoDB', async () => stores.get(MongoTextVersions));

describe('tests of texts in MongoDB', () => {
  const test: TestSend = {
    id: 't1',
    clinicId: 'elm',
    text: 'A2',
    language: 'de',
    versionName: 'A2@1/de',
    channel: 'sms',
    by: 'account-1',
    at: new Date('2027-05-01T08:00:00Z'),
    state: 'sending',
  };

  it('are begun once, and remember how they ended', async () => {
    const tests = stores.get(MongoTestSends);
    const begun = await Promise.all([tests.begin(test), tests.begin(test), tests.begin(test)]);
    expect(begun.filter((was) => was)).toHaveLength(1);
    expect(await tests.one(test)).toEqual(test);
    await tests.finish(test, { state: 'refused', code: '21211' });
    expect(await tests.one(test)).toEqual({ ...test, state: 'refused', code: '21211' });
    expect(await tests.one({ ...test, clinicId: 'oak' })).toBeUndefined();
    expect(await tests.countSince('elm', new Date('2027-05-01T07:59:59Z'))).toBe(1);
    expect(await tests.countSince('elm', test.at)).toBe(0);
  });
});
