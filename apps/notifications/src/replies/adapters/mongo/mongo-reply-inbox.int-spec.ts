import { PlatformModule, TenantCollections } from '@aftercare/platform';
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
  receivedAt: new Date('2027-05-11T08:00:00Z'),
  ...changes,
});

let database: TestDatabase;
let built: TestingModule;
let inbox: ReplyInbox;

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
  }).compile();
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
