import type { GivenLedger, LedgerUnderTest } from './ledger-under-test.js';
import { describePlanStore } from './plan-store-contract.js';
import { describeSendLedger } from './send-ledger-contract.js';
import { describeSendProjections } from './send-projections-contract.js';
import { describeSettlingMany } from './settle-many-contract.js';
import { describeSettling } from './settle-contract.js';
import { describeWaitingLedger } from './waiting-ledger-contract.js';

/** What planning and sending rely on. `make` gives an empty ledger. */
export const describeLedgerContract = (name: string, make: () => Promise<LedgerUnderTest>): void => {
  describe(`the ledger: ${name}`, () => {
    let tested: LedgerUnderTest;
    beforeEach(async () => {
      tested = await make();
    });
    const given: GivenLedger = () => tested;
    describeSendLedger(given);
    describeSettling(given);
    describeSettlingMany(given);
    describeWaitingLedger(given);
    describePlanStore(given);
    describeSendProjections(given);
  });
};
