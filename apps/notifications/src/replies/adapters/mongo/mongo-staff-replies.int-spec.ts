import { ClientCipher } from '@aftercare/platform';
import { runOnce } from '@aftercare/messaging';
import { StoresOnMongo } from '@aftercare/testing/stores';
import type { InboundReply } from '../../application/ports.js';
import { MongoAcknowledgements } from './mongo-acknowledgements.js';
import { MongoReplyInbox } from './mongo-reply-inbox.js';
import { MongoStaffReplies } from './mongo-staff-replies.js';
import { replyId } from './reply-document.js';

let stores: StoresOnMongo;
let inbox: MongoReplyInbox;
let staff: MongoStaffReplies;
beforeAll(async () => {
  stores = await StoresOnMongo.open('nt-staff-replies', {
    service: 'notifications',
    stores: [MongoReplyInbox, MongoStaffReplies, MongoAcknowledgements],
  });
  [inbox, staff] = [stores.get(MongoReplyInbox), stores.get(MongoStaffReplies)];
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

const at = (minute: number): Date => new Date(Date.UTC(2027, 4, 12, 8, minute));
const received = async (
  n: number,
  changes: Partial<InboundReply> & { readonly waits?: boolean } = {},
): Promise<string> => {
  const { waits = true, ...rest } = changes;
  const reply: InboundReply = {
    clinicId: 'elm',
    messageId: `SM${n}`,
    phone: '+447700900001',
    clientRefs: ['mara'],
    text: `text ${n}`,
    intent: 'unclear',
    answeredByProvider: false,
    receivedAt: at(n),
    ...rest,
  };
  await inbox.keep(reply);
  await inbox.finish(reply, { waits });
  return replyId(reply);
};
const texts = async (only: 'waiting' | 'all', limit = 50): Promise<readonly string[]> => {
  const pages: string[] = [];
  let after: string | undefined;
  do {
    const page = await staff.list({
      clinicId: 'elm',
      only,
      since: at(0),
      limit,
      ...(after === undefined ? {} : { after }),
    });
    pages.push(page.items.map(({ text }) => text ?? '-').join());
    after = page.next;
  } while (after !== undefined);
  return pages;
};

describe('replies as staff read them', () => {
  it('are those that wait, the oldest first, over any bounds of pages; all of them the newest first', async () => {
    for (const n of [3, 1, 2]) await received(n);
    await received(4, { waits: false, intent: 'stop' });
    await received(5, { clinicId: 'oak' });
    expect(await texts('waiting')).toEqual(['text 1,text 2,text 3']);
    expect(await texts('waiting', 1)).toEqual(['text 1', 'text 2', 'text 3']);
    expect(await texts('all', 3)).toEqual(['text 4,text 3,text 2', 'text 1']);
  });

  it('of the same instant stand in a steady order over pages', async () => {
    for (const n of [1, 2, 3, 4]) await received(n, { receivedAt: at(9) });
    expect((await texts('waiting', 1)).toSorted()).toEqual(['text 1', 'text 2', 'text 3', 'text 4']);
  });

  it('are done once, by the first to say so, and belong to one clinic', async () => {
    const id = await received(1);
    await staff.markDone({ clinicId: 'oak', id }, { by: 'x', at: at(2) });
    expect(await staff.one({ clinicId: 'oak', id })).toBeUndefined();
    await staff.markDone({ clinicId: 'elm', id }, { by: 'account-1', at: at(2) });
    await staff.markDone({ clinicId: 'elm', id }, { by: 'account-2', at: at(3) });
    expect(await staff.one({ clinicId: 'elm', id })).toMatchObject({
      done: { by: 'account-1', at: at(2) },
      waits: false,
    });
    expect(await texts('waiting')).toEqual(['']);
  });

  it('say nothing more when their client was erased', async () => {
    const id = await received(1, { clientRefs: ['erased'] });
    await stores.get(ClientCipher).destroyKey({ clinicId: 'elm', id: 'erased' });
    expect(await staff.one({ clinicId: 'elm', id })).not.toHaveProperty('text');
  });
});

describe('what clients said about coming', () => {
  it('is one document per booking and clinic, written under the version that was read', async () => {
    const said = stores.get(MongoAcknowledgements);
    const yes = { bookingId: 'b1', clientRef: 'mara', sequence: 2, expected: true, at: at(1) };
    await runOnce(stores.transactions, async ({ writes }) => said.save('elm', yes, { work: writes }));
    expect(await said.find({ clinicId: 'elm', id: 'b1' })).toEqual({ state: yes, version: 1 });
    expect(await said.find({ clinicId: 'oak', id: 'b1' })).toBeUndefined();
    const no = { ...yes, expected: false };
    await runOnce(stores.transactions, async ({ writes }) => said.save('elm', no, { version: 1, work: writes }));
    expect(await said.find({ clinicId: 'elm', id: 'b1' })).toEqual({ state: no, version: 2 });
  });
});
