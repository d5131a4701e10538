import { ManualMachineTime } from '@aftercare/kernel';
import type { MachineTime } from '@aftercare/kernel';
import { ClientCipher, TenantCollections } from '@aftercare/platform';
import { StoresOnMongo } from '@aftercare/testing/stores';
import { aReply } from '../../testing/a-reply.js';
import { describeReplyInboxContract } from '../../testing/reply-inbox-contract.js';
import { MongoReplyInbox } from './mongo-reply-inbox.js';

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('nt-replies', { service: 'notifications', stores: [MongoReplyInbox] });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

const inboxOn = (machine: MachineTime): MongoReplyInbox =>
  new MongoReplyInbox(stores.get(TenantCollections), stores.get(ClientCipher), machine);

describeReplyInboxContract('MongoDB', async (machine) => ({ inbox: inboxOn(machine), other: () => inboxOn(machine) }));

describe('replies on MongoDB', () => {
  it('stores neither the text nor the number in clear, also when nobody is known by it', async () => {
    const inbox = inboxOn(new ManualMachineTime());
    await inbox.keep(aReply());
    await inbox.keep(aReply({ messageId: 'SM2', clientRefs: [], phone: '+15005550006' }));
    const stored = await stores.raw('replies').find({}).toArray();
    expect(stored).toHaveLength(2);
    expect(JSON.stringify(stored)).not.toMatch(/head hurts|\+447700900001|\+15005550006/);
  });

  it('is done with the reply of a client who was erased meanwhile', async () => {
    const machine = new ManualMachineTime();
    const inbox = inboxOn(machine);
    await inbox.keep(aReply({ clientRefs: ['erased'] }));
    await stores.get(ClientCipher).destroyKey({ clinicId: 'elm', id: 'erased' });
    machine.ms += 60_000;
    expect(await inbox.takeAbandoned(10)).toEqual([]);
    expect(await inbox.oldestUnfinishedAt()).toBeUndefined();
  });
});
