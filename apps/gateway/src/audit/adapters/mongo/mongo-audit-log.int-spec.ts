import { TenantCollections } from '@aftercare/platform';
import { StoresOnMongo } from '@aftercare/testing/stores';
import { auditClock, describeAuditLogContract } from '../../testing/audit-log-contract.js';
import { MongoAuditLog } from './mongo-audit-log.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('gw-audit', { service: 'gateway', clock: auditClock, stores: [MongoAuditLog] });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

describeAuditLogContract('MongoDB', async () => ({
  log: new MongoAuditLog(stores.get(TenantCollections), auditClock),
  other: new MongoAuditLog(stores.get(TenantCollections), auditClock),
  forge: async (clinicId, seq) => {
    await stores.raw('audit').updateOne({ clinicId, seq }, { $set: { subject: 'forged' } });
  },
}));
