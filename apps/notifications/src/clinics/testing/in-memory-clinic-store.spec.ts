import { describeClinicStoreContract } from './clinic-store-contract.js';
import { InMemoryClinicStore } from './in-memory-clinic-store.js';

describeClinicStoreContract('in memory', async () => new InMemoryClinicStore());
