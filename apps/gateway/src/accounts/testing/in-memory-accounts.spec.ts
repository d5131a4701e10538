import { describeAccountRepositoryContract } from './account-repository-contract.js';
import { InMemoryAccounts, InMemorySetupCodes } from './in-memory-accounts.js';
import { describeSetupCodesContract } from './setup-codes-contract.js';

describeAccountRepositoryContract('in memory', async () => new InMemoryAccounts());
describeSetupCodesContract('in memory', async () => new InMemorySetupCodes());
