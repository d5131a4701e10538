import { MachineTime } from '@aftercare/kernel';
import { ClientCipher, PlatformModule, TenantCollections } from '@aftercare/platform';
import { testDatabase } from '@aftercare/testing';
import type { TestDatabase } from '@aftercare/testing';
import { Test } from '@nestjs/testing';
import type { TestingModule } from '@nestjs/testing';
import { ReplyInbox } from '../../application/ports.js';
import type { InboundReply } from '../../application/ports.js';
import { MongoReplyInbox } from './mongo-reply-inbox.js';

const aReply = (changes: Partial<InboundReply> = {}): InboundReply => ({
  clinicId: 'elm',
  messageId: 'SM1',
  phone: '+447700900001',
  clientRefs: ['mara', 'jon'],
  text: 'my head hurts',
  intent: 'unclear',
  answeredByProvider: false,
  receivedAt: new Date('2027-05-11T08:00:00Z'),
  ...changes,
});

/** Machine time that stands still until the test moves it. */
class StandingTime extends MachineTime {
  ms = 1_800_000_000_000;
  override nowMs(): number {
    return this.ms;
  }
  override async sleep(): Promise<void> {
    return undefined;
  }
}
const A_WHILE_MS = 60_000;

let database: TestDatabase;
let built: TestingModule;
let inbox: ReplyInbox;
const machine = new StandingTime();

/** Another process over the same store. */
const anotherInbox = (): ReplyInbox =>
  new MongoReplyInbox(built.get(TenantCollections), built.get(ClientCipher), machine);

beforeAll(async () => {
  database = await testDatabase('replies');
  const config = {
    NODE_ENV: 'test' as const,
    CLOCK: 'system' as const,
    LOG_LEVEL: 'silent' as const,
    INTERNAL_TOKEN_SECRET: 'a-secret-for-tests-of-32-characters!',
    MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    MONGODB_URI: database.uri,
    DB_PREFIX: database.name,
  };
  built = await Test.createTestingModule({
    imports: [PlatformModule.forRoot({ service: 'notifications', config })],
    providers: [{ provide: ReplyInbox, useClass: MongoReplyInbox }],
  })
    .overrideProvider(MachineTime)
    .useValue(machine)
    .compile();
  await built.init();
  inbox = built.get(ReplyInbox);
});
afterAll(async () => {
  await built.close();
  await database.drop();
});

describe('the inbox of replies', () => {
  it('keeps a message once and knows whether it was dealt with', async () => {
    await expect(inbox.keep(aReply())).resolves.toBe('new');
    await expect(inbox.keep(aReply())).resolves.toBe('again');
    await inbox.finish(aReply());
    await expect(inbox.keep(aReply())).resolves.toBe('done');
  });

  it('lets one of many win when the same message comes at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => inbox.keep(aReply({ messageId: 'SM2' }))));
    expect(answers.filter((answer) => answer === 'new')).toHaveLength(1);
  });

  it('keeps the message ids of two clinics apart', async () => {
    await expect(inbox.keep(aReply({ clinicId: 'oak' }))).resolves.toBe('new');
  });

  it('stores neither the text nor the number in clear, also when nobody is known by it', async () => {
    await inbox.keep(aReply({ messageId: 'SM3', clientRefs: [], phone: '+15005550006' }));
    const stored = await built.get(TenantCollections).of('replies').find({ clinicId: 'elm' }).toArray();
    expect(stored).toHaveLength(3);
    expect(JSON.stringify(stored)).not.toMatch(/head hurts|\+447700900001|\+15005550006/);
  });
});

describe('replies that were kept and not finished', () => {
  const clinicId = 'ash';
  const at = (minute: number): Date => new Date(Date.UTC(2027, 4, 12, 8, minute));
  const stop = (changes: Partial<InboundReply> = {}) =>
    aReply({ clinicId, messageId: 'STOP1', intent: 'stop', text: 'STOP', receivedAt: at(1), ...changes });

  const finishAll = async (): Promise<void> => {
    machine.ms += A_WHILE_MS;
    for (const reply of await inbox.takeAbandoned(100)) await inbox.finish(reply);
  };
  beforeEach(finishAll);

  it('stay with their holder while its lease runs, and go to one other after it', async () => {
    await inbox.keep(stop());
    await expect(inbox.oldestUnfinishedAt()).resolves.toEqual(at(1));
    await expect(anotherInbox().takeAbandoned(10)).resolves.toEqual([]);
    machine.ms += A_WHILE_MS;
    const taken = await Promise.all([inbox, anotherInbox(), anotherInbox()].map((each) => each.takeAbandoned(10)));
    const { text: _text, ...kept } = stop();
    expect(taken.flat()).toEqual([kept]);
  });

  it('come again to the next when the other dies as well, and never once they are finished', async () => {
    await inbox.keep(stop({ messageId: 'STOP2' }));
    machine.ms += A_WHILE_MS;
    await anotherInbox().takeAbandoned(10);
    machine.ms += A_WHILE_MS;
    const [again] = await inbox.takeAbandoned(10);
    expect(again).toMatchObject({ messageId: 'STOP2', phone: '+447700900001' });
    await inbox.finish(stop({ messageId: 'STOP2' }));
    machine.ms += A_WHILE_MS;
    await expect(inbox.takeAbandoned(10)).resolves.toEqual([]);
    await expect(inbox.oldestUnfinishedAt()).resolves.toBeUndefined();
  });

  it('come the oldest first', async () => {
    await inbox.keep(stop({ messageId: 'LATER', receivedAt: at(9) }));
    await inbox.keep(stop({ messageId: 'EARLIER', receivedAt: at(3) }));
    machine.ms += A_WHILE_MS;
    expect((await inbox.takeAbandoned(10)).map(({ messageId }) => messageId)).toEqual(['EARLIER', 'LATER']);
  });

  it('are overtaken by a later STOP or START of the same number at the same clinic, by nothing else', async () => {
    const phone = '+447700900077';
    const old = stop({ messageId: 'OLD', phone });
    await inbox.keep(old);
    await inbox.keep(stop({ messageId: 'TALK', phone, intent: 'unclear', receivedAt: at(5) }));
    await inbox.keep(stop({ messageId: 'ELSEWHERE', clinicId: 'yew', phone, intent: 'start', receivedAt: at(5) }));
    await expect(inbox.isOvertaken(old)).resolves.toBe(false);
    const start = stop({ messageId: 'NEW', phone, intent: 'start', receivedAt: at(6) });
    await inbox.keep(start);
    await expect(inbox.isOvertaken(old)).resolves.toBe(true);
    await expect(inbox.isOvertaken(start)).resolves.toBe(false);
    await inbox.keep(stop({ messageId: 'SAME', phone, intent: 'cancel', receivedAt: at(6) }));
    await expect(inbox.isOvertaken(start)).resolves.toBe(true);
    await expect(inbox.isOvertaken(stop({ messageId: 'TALK', phone, intent: 'unclear' }))).resolves.toBe(false);
  });

  it('of a client who was erased meanwhile are done with', async () => {
    await inbox.keep(stop({ messageId: 'GONE', clientRefs: ['erased'] }));
    await built.get(ClientCipher).destroyKey({ clinicId, id: 'erased' });
    machine.ms += A_WHILE_MS;
    await expect(inbox.takeAbandoned(10)).resolves.toEqual([]);
    await expect(inbox.oldestUnfinishedAt()).resolves.toBeUndefined();
  });
});
