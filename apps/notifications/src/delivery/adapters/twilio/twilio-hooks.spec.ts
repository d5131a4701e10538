import { createHmac } from 'node:crypto';
import { PlatformModule } from '@aftercare/platform';
import { Module } from '@nestjs/common';
import type { NestApplicationOptions } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import supertest from 'supertest';
import { ReceiveReply } from '../../../replies/application/receive-reply.js';
import type { ReceivedText } from '../../../replies/application/receive-reply.js';
import { DeliveryReports } from '../../application/ports.js';
import type { DeliveryReport } from '../../application/ports.js';
import { TwilioHooksModule } from './twilio-hooks.module.js';

const TOKEN = 'auth-token';
const PUBLIC_URL = 'https://elm.example';
const reports: DeliveryReport[] = [];
const replies: ReceivedText[] = [];

@Module({
  providers: [
    { provide: DeliveryReports, useValue: { execute: async (report: DeliveryReport) => void reports.push(report) } },
    { provide: ReceiveReply, useValue: { execute: async (reply: ReceivedText) => void replies.push(reply) } },
  ],
  exports: [DeliveryReports, ReceiveReply],
})
class Receivers {}

const config = {
  NODE_ENV: 'test' as const,
  CLOCK: 'system' as const,
  LOG_LEVEL: 'silent' as const,
  INTERNAL_TOKEN_SECRET: 'a-secret-for-tests-of-32-characters!',
};
const twilio = {
  accountSid: 'AC1',
  authToken: TOKEN,
  baseUrl: 'http://127.0.0.1:1',
  timeoutMs: 100,
  publicUrl: `${PUBLIC_URL}/`,
};

let app: NestExpressApplication;
const withoutParser: Partial<NestApplicationOptions> = { bodyParser: false };
beforeAll(async () => {
  const module = await Test.createTestingModule({
    imports: [
      PlatformModule.forRoot({ service: 'notifications', config }),
      TwilioHooksModule.forRoot({ twilio, imports: [Receivers] }),
    ],
  }).compile();
  app = module.createNestApplication<NestExpressApplication>(withoutParser);
  app.useBodyParser('urlencoded', { extended: false });
  app.useBodyParser('json');
  await app.init();
});
afterAll(() => app.close());
beforeEach(() => {
  reports.length = 0;
  replies.length = 0;
});

type Form = Readonly<Record<string, string>>;
const signature = (path: string, form: Form, token = TOKEN): string =>
  createHmac('sha1', token)
    .update(
      PUBLIC_URL +
        path +
        Object.keys(form)
          .sort()
          .map((key) => `${key}${form[key] ?? ''}`)
          .join(''),
    )
    .digest('base64');

const post = (path: string, form: Form, signed: string | undefined) => {
  const request = supertest(app.getHttpServer()).post(path).type('form');
  return (signed === undefined ? request : request.set('X-Twilio-Signature', signed)).send({ ...form });
};

const STATUS = '/hooks/twilio/status?a=attempt%2D1';
const delivered: Form = { MessageSid: 'SM1', MessageStatus: 'delivered', To: '+447700900001' };
const INBOUND = '/hooks/twilio/inbound';
const stop: Form = { MessageSid: 'SM9', From: '+447700900001', To: '+442079460000', Body: 'STOP\u00e9 & more' };

describe('the status webhook', () => {
  it('takes a signed report, and the same one again', async () => {
    await post(STATUS, delivered, signature(STATUS, delivered)).expect(204);
    await post(STATUS, delivered, signature(STATUS, delivered)).expect(204);
    expect(reports).toEqual([
      { attemptId: 'attempt-1', channel: 'sms', providerId: 'SM1', status: 'delivered', to: '+447700900001' },
      { attemptId: 'attempt-1', channel: 'sms', providerId: 'SM1', status: 'delivered', to: '+447700900001' },
    ]);
  });

  it('passes on the error number, and the number that it is about', async () => {
    const failed = { ...delivered, MessageStatus: 'undelivered', ErrorCode: '30003' };
    await post(STATUS, failed, signature(STATUS, failed)).expect(204);
    expect(reports).toEqual([
      {
        attemptId: 'attempt-1',
        channel: 'sms',
        providerId: 'SM1',
        status: 'undelivered',
        errorCode: '30003',
        to: '+447700900001',
      },
    ]);
  });

  it('answers 204 to what says nothing about a message of ours', async () => {
    for (const form of [{ ...delivered, MessageStatus: 'receiving' }, { MessageSid: 'SM1' }])
      await post(STATUS, form, signature(STATUS, form)).expect(204);
    await post('/hooks/twilio/status', delivered, signature('/hooks/twilio/status', delivered)).expect(204);
    expect(reports).toEqual([]);
  });

  it.each([
    ['no signature', STATUS, delivered, undefined],
    ['an empty one', STATUS, delivered, ''],
    ["another token's", STATUS, delivered, signature(STATUS, delivered, 'other')],
    ['another address', '/hooks/twilio/status?a=attempt-2', delivered, signature(STATUS, delivered)],
    ['an added query', `${STATUS}&b=1`, delivered, signature(STATUS, delivered)],
    [
      'another host',
      STATUS,
      delivered,
      createHmac('sha1', TOKEN).update(`https://evil.example${STATUS}`).digest('base64'),
    ],
    ['a changed parameter', STATUS, { ...delivered, MessageStatus: 'failed' }, signature(STATUS, delivered)],
    ['an added parameter', STATUS, { ...delivered, Extra: '1' }, signature(STATUS, delivered)],
    ['a missing parameter', STATUS, { MessageSid: 'SM1', MessageStatus: 'delivered' }, signature(STATUS, delivered)],
    ['a header sent twice', STATUS, delivered, `${signature(STATUS, delivered)}, ${signature(STATUS, delivered)}`],
  ])('refuses %s', async (_name, path, form, signed) => {
    const answer = await post(path, form, signed).expect(403);
    expect(answer.body).toMatchObject({ code: 'SIGNATURE_REFUSED' });
    expect(reports).toEqual([]);
  });

  it('refuses JSON, whatever its signature', async () => {
    await supertest(app.getHttpServer())
      .post(STATUS)
      .set('X-Twilio-Signature', signature(STATUS, {}))
      .send({ MessageSid: { $ne: 1 } })
      .expect(403);
  });

  it('does not trust forwarded hosts', async () => {
    const evil = createHmac('sha1', 'other').update(`https://evil.example${STATUS}`).digest('base64');
    await post(STATUS, delivered, evil).set('X-Forwarded-Host', 'evil.example').set('Host', 'evil.example').expect(403);
  });
});

describe('the inbound webhook', () => {
  it('hands over what was written, letter by letter', async () => {
    await post(INBOUND, stop, signature(INBOUND, stop)).expect(204);
    expect(replies).toEqual([
      { messageId: 'SM9', from: '+447700900001', to: '+442079460000', text: 'STOP\u00e9 & more' },
    ]);
  });

  it("passes Twilio's own reading on", async () => {
    const read = { ...stop, OptOutType: 'STOP' };
    await post(INBOUND, read, signature(INBOUND, read)).expect(204);
    expect(replies[0]).toMatchObject({ optOutType: 'STOP' });
  });

  it('refuses an unsigned text', async () => {
    await post(INBOUND, stop, undefined).expect(403);
    expect(replies).toEqual([]);
  });
});
