import { PlatformModule } from '@aftercare/platform';
import { Module } from '@nestjs/common';
import type { NestApplicationOptions } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import supertest from 'supertest';
import { Clinics } from '../../../clinics/application/ports.js';
import { Consents } from '../../../consents/application/ports.js';
import { Contacts } from '../../../contacts/application/ports.js';
import { Explanations } from '../../../reminders/application/ports.js';
import { ChoicesModule } from '../../choices.module.js';
import { CHOICES_TOKEN, OneClient, OneClinic, OneConsent, OneRow, WHY_TOKEN } from '../../testing/choices-world.js';

let consents: OneConsent;
let contacts: OneClient;
let rows: OneRow;
let app: NestExpressApplication;
const withoutParser: Partial<NestApplicationOptions> = { bodyParser: false };

@Module({
  providers: [
    { provide: Clinics, useClass: OneClinic },
    { provide: Contacts, useClass: OneClient },
    { provide: Consents, useClass: OneConsent },
    { provide: Explanations, useClass: OneRow },
  ],
  exports: [Clinics, Contacts, Consents, Explanations],
})
class World {}

const config = {
  NODE_ENV: 'test' as const,
  CLOCK: 'stepped' as const,
  CLOCK_START: new Date('2027-05-12T08:00:00Z'),
  LOG_LEVEL: 'silent' as const,
  INTERNAL_TOKEN_SECRET: 'a-secret-for-tests-of-32-characters!',
  LINK_KEY: 'a-link-key-for-tests-of-32-characters',
  PUBLIC_URL: 'https://elm.example',
};

beforeEach(async () => {
  const module = await Test.createTestingModule({
    imports: [
      PlatformModule.forRoot({ service: 'notifications', config }),
      ChoicesModule.forRoot({ imports: [World] }),
    ],
  }).compile();
  app = module.createNestApplication<NestExpressApplication>(withoutParser);
  app.useBodyParser('urlencoded', { extended: false });
  await app.init();
  [consents, contacts, rows] = [app.get(Consents), app.get(Contacts), app.get(Explanations)];
});
afterEach(() => app.close());

const get = (path: string) => supertest(app.getHttpServer()).get(path);
const post = (path: string, form: object) => supertest(app.getHttpServer()).post(path).type('form').send(form);
const U = `/u/${CHOICES_TOKEN}`;
const W = `/w/${WHY_TOKEN}`;
const UNKNOWN = '0'.repeat(22);
const agreed = () => [...consents.agreed].sort();
const beforeIn = (markup: string): string => /name="before" value="([^"]*)"/.exec(markup)?.[1] ?? 'none';
const DENIED =
  /migraine|headache|\bpain|massage|therap|symptom|treatment|medicin|medication|clinic|patient|tension|\bdiary/i;

describe('the choices page', () => {
  it('shows the one button first, then what one gets, then the visit', async () => {
    const { text, headers } = await get(U).expect(200);
    const order = [
      'Stop all texts',
      'Stop these emails',
      'Visits: booking, changes, reminders',
      'Save',
      'Thursday 13 May, 10:30',
      'https://elm.example/b/',
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(text).toContain('Elm &lt;Rooms&gt;');
    expect(text).not.toMatch(DENIED);
    expect(text).not.toContain('Mara');
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  });

  it('is not changed by anybody who only looks', async () => {
    for (const path of [U, `${U}/one-click`]) {
      await get(path).expect(200);
      await get(path).expect(200);
      await supertest(app.getHttpServer()).head(path).expect(200);
    }
    expect(consents.written).toEqual([]);
  });

  it('stops all texts at once, with text version and language in the record, and undoes exactly that', async () => {
    const earlier = agreed();
    const { text } = await post(U, { do: 'stop-texts' }).expect(200);
    expect(agreed()).toEqual(['email.appointment']);
    expect(text).toContain('Done. No more texts from Elm &lt;Rooms&gt;. You still get emails about booked visits.');
    expect(consents.written[0]?.evidence).toEqual({
      source: 'choices-page',
      textVersion: 'choices@1',
      locale: 'en-GB',
    });
    await post(U, { do: 'undo', before: beforeIn(text) }).expect(200);
    expect(agreed()).toEqual(earlier);
  });

  it('promises no emails that nobody agreed to', async () => {
    consents.agreed.delete('email.appointment');
    const { text } = await post(U, { do: 'stop-texts' }).expect(200);
    expect(text).not.toContain('You still get emails');
  });

  it('saves the table, cell by cell', async () => {
    await post(U, { do: 'save', appointment: ['sms', 'email'], survey: 'email' }).expect(200);
    expect(agreed()).toEqual(['email.appointment', 'email.survey', 'sms.appointment']);
    expect(consents.written[0]?.changes).toHaveLength(2);
  });

  it('writes nothing when nothing changed', async () => {
    await post(U, { do: 'save', appointment: ['sms', 'email'], survey: 'sms' }).expect(200);
    expect(consents.written).toEqual([]);
  });

  it('offers texts again to a number that said STOP, and leaves its boxes alone until then', async () => {
    consents.stoppedAt = new Date('2027-05-03T08:00:00Z');
    const { text } = await get(U).expect(200);
    expect(text).toContain('Get texts again');
    expect(text).not.toContain('Stop all texts');
    await post(U, { do: 'save', appointment: 'email' }).expect(200);
    expect(agreed()).toEqual(['email.appointment', 'sms.appointment', 'sms.survey']);
    const started = await post(U, { do: 'start-texts' }).expect(200);
    expect(consents.stoppedAt).toBeUndefined();
    await post(U, { do: 'undo', before: beforeIn(started.text) }).expect(200);
    expect(consents.stoppedAt).toBeDefined();
  });

  it('says what is missing', async () => {
    contacts.contact = { ...contacts.contact, email: null };
    rows.visit = false;
    const { text } = await get(U).expect(200);
    expect(text).toContain('We have no email for you.');
    expect(text).not.toContain('Your visit</h2>');
  });

  it('does nothing for a form that is not ours', async () => {
    for (const form of [
      {},
      { do: 'drop' },
      { do: 'undo' },
      { do: 'save', survey: Array(20).fill('sms') },
      { 'do[$ne]': '1' },
    ])
      await post(U, form).expect(400);
    expect(consents.written).toEqual([]);
  });
});

describe("the mail program's button", () => {
  it('ends the emails with one POST, again and again', async () => {
    await post(`${U}/one-click`, { 'List-Unsubscribe': 'One-Click' }).expect(200);
    await post(`${U}/one-click`, { 'List-Unsubscribe': 'One-Click' }).expect(200);
    expect(agreed()).toEqual(['sms.appointment', 'sms.survey']);
    expect(consents.written).toHaveLength(1);
    expect(consents.written[0]?.evidence.source).toBe('one-click');
  });

  it('works with a multipart body, which RFC 8058 allows', async () => {
    await supertest(app.getHttpServer()).post(`${U}/one-click`).field('List-Unsubscribe', 'One-Click').expect(200);
    expect(agreed()).toEqual(['sms.appointment', 'sms.survey']);
  });

  it('needs the agreed words', async () => {
    await post(`${U}/one-click`, { x: '1' }).expect(400);
    expect(consents.written).toEqual([]);
  });
});

describe('a link that nobody knows', () => {
  it('gives the same bytes, whatever is wrong with it', async () => {
    const answers = await Promise.all(
      [`/u/${UNKNOWN}`, '/u/x', `/u/${WHY_TOKEN}`, `/w/${UNKNOWN}`, `/w/${CHOICES_TOKEN}`, '/w/%00', '/u/$ne'].map(
        (path) => get(path).expect(404),
      ),
    );
    const posts = await Promise.all([
      post(`/u/${UNKNOWN}`, { do: 'stop-texts' }),
      post('/u/x/one-click', { 'List-Unsubscribe': 'One-Click' }),
    ]);
    expect(new Set([...answers, ...posts].map(({ text }) => text)).size).toBe(1);
    expect(posts.map(({ status }) => status)).toEqual([404, 404]);
    expect(answers[0]?.text).not.toMatch(DENIED);
  });
});

describe('the why page', () => {
  it('tells the cause, when and from where, and since when it is allowed', async () => {
    const { text } = await get(W).expect(200);
    expect(text).toContain('We sent this because you have a visit on Thursday 13 May.');
    expect(text).toContain('Wednesday 12 May, 08:30');
    expect(text).toContain('+442079460000');
    expect(text).toContain('You allowed this on Monday 3 May.');
    expect(text).toContain(`https://elm.example/u/${CHOICES_TOKEN}`);
    expect(text).not.toMatch(DENIED);
    expect(text).not.toMatch(/VISIT_NEAR|appointment@1|Mara/);
  });

  it.each([
    [{ cause: 'VISIT_BOOKED', startsAt: new Date('2027-05-11T09:30:00Z') }, 'you had a visit on Tuesday 11 May.'],
    [{ cause: 'USUAL_INTERVAL', family: 'follow-up' as const }, 'your usual interval since your last visit is over.'],
    [{ cause: 'FORM_OPEN', family: 'survey' as const }, 'your questions are still open.'],
    [{ cause: 'OTHER_CHANNEL' }, 'the text did not arrive.'],
    [{ cause: 'CLIENT_ASKED', family: 'link' as const }, 'you asked for it.'],
    [{ cause: 'BOOKING_MOVED' }, 'your visit changed.'],
    [{ cause: 'SOMETHING_NEW' }, 'it is about your visits.'],
  ])('has a sentence for %j', async (changes, sentence) => {
    rows.row = { ...rows.row, ...changes };
    const { text } = await get(W).expect(200);
    expect(text).toContain(`We sent this because ${sentence}`);
    expect(text).not.toMatch(DENIED);
  });

  it('does not invent the day of a visit', async () => {
    rows.row = { ...rows.row, cause: 'VISIT_DONE', family: 'survey' };
    Reflect.deleteProperty(rows.row, 'startsAt');
    expect((await get(W).expect(200)).text).toContain('We sent this because you had a visit.');
  });
});
