import { LinkTokens } from '@aftercare/platform';
import { StoresOnMongo } from '@aftercare/testing/stores';
import { describeAnswerSheetsContract, describeAnswerVaultContract } from '../../testing/answers-contract.js';
import { describeCadenceStoreContract, describeJourneyStoreContract } from '../../testing/client-states-contract.js';
import { describeSurveyStoreContract } from '../../testing/survey-store-contract.js';
import { CipherAnswerVault } from '../crypto/cipher-answer-vault.js';
import { MongoAnswerSheets } from './mongo-answer-sheets.js';
import { MongoCadenceStore, MongoJourneyStore } from './mongo-client-stores.js';
import { MongoSurveyStore } from './mongo-survey-store.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('oc-surveys', {
    service: 'outcomes',
    stores: [MongoSurveyStore, MongoJourneyStore, MongoCadenceStore, MongoAnswerSheets, CipherAnswerVault],
  });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

describeSurveyStoreContract('MongoDB', async () => ({
  transactions: stores.transactions,
  surveys: stores.get(MongoSurveyStore),
  sheets: stores.get(MongoAnswerSheets),
  token: ({ id, generation }) => stores.get(LinkTokens).token('survey', id, generation),
}));
describeJourneyStoreContract('MongoDB', async () => ({
  transactions: stores.transactions,
  states: stores.get(MongoJourneyStore),
}));
describeCadenceStoreContract('MongoDB', async () => ({
  transactions: stores.transactions,
  states: stores.get(MongoCadenceStore),
}));
describeAnswerSheetsContract('MongoDB', async () => ({
  transactions: stores.transactions,
  sheets: stores.get(MongoAnswerSheets),
}));
describeAnswerVaultContract('the cipher over MongoDB', async () => stores.get(CipherAnswerVault));
