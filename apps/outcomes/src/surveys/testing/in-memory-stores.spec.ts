import { InMemoryTransactions } from '@aftercare/messaging';
import { describeAnswerSheetsContract, describeAnswerVaultContract } from './answers-contract.js';
import { describeCadenceStoreContract, describeJourneyStoreContract } from './client-states-contract.js';
import {
  InMemoryAnswerSheets,
  InMemoryCadenceStore,
  InMemoryJourneyStore,
  InMemorySurveyStore,
  PlainVault,
  testToken,
} from './in-memory-stores.js';
import { describeSurveyStoreContract } from './survey-store-contract.js';

describeSurveyStoreContract('in memory', async () => {
  const transactions = new InMemoryTransactions();
  return {
    transactions,
    surveys: new InMemorySurveyStore(transactions),
    sheets: new InMemoryAnswerSheets(transactions),
    token: testToken,
  };
});
describeJourneyStoreContract('in memory', async () => {
  const transactions = new InMemoryTransactions();
  return { transactions, states: new InMemoryJourneyStore(transactions) };
});
describeCadenceStoreContract('in memory', async () => {
  const transactions = new InMemoryTransactions();
  return { transactions, states: new InMemoryCadenceStore(transactions) };
});
describeAnswerSheetsContract('in memory', async () => {
  const transactions = new InMemoryTransactions();
  return { transactions, sheets: new InMemoryAnswerSheets(transactions) };
});
describeAnswerVaultContract('in memory', async () => new PlainVault());
