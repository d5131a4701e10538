import supertest from 'supertest';
import { choicesApp, DENIED } from '../../testing/choices-app.js';
import type { ChoicesApp } from '../../testing/choices-app.js';
import { CHOICES_TOKEN, WHY_TOKEN } from '../../testing/choices-world.js';

let { app, consents, contacts, rows, get, post } = {} as ChoicesApp;
beforeEach(async () => {
  ({ app, consents, contacts, rows, get, post } = await choicesApp());
});
afterEach(() => app.close());

const U = `/u/${CHOICES_TOKEN}`;
const UNKNOWN = '0'.repeat(22);
const agreed = () => [...consents.agreed].sort();
const beforeIn = (markup: string): string => /name="before" value="([^"]*)"/.exec(markup)?.[1] ?? 'none';

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

  it('puts the button for emails first when it was opened from an email, and keeps it there', async () => {
    for (const { text } of [await get(`${U}?from=email`).expect(200), await get(`${U}/one-click`).expect(200)]) {
      expect(text.indexOf('Stop these emails')).toBeLessThan(text.indexOf('Stop all texts'));
      expect(text).toContain(`action="${U}?from=email"`);
    }
    const { text } = await post(`${U}?from=email`, { do: 'stop-emails' }).expect(200);
    expect(text).toContain('Done. No more emails from Elm &lt;Rooms&gt;. You still get texts about booked visits.');
    expect(text).toContain(`action="${U}?from=email"`);
    const undone = await post(`${U}?from=email`, { do: 'undo', before: beforeIn(text) }).expect(200);
    expect(undone.text).toContain('Everything is as it was before.');
    expect(undone.text).not.toContain('name="before"');
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

  it('names the language that was shown, whatever the language of the client', async () => {
    contacts.contact = { ...contacts.contact, locale: 'de-DE' };
    await post(U, { do: 'stop-texts' }).expect(200);
    expect(consents.written[0]?.evidence.locale).toBe('en-GB');
  });

  it('does nothing for a form that is not ours, and says so', async () => {
    for (const form of [
      {},
      { do: 'drop' },
      { do: 'undo' },
      { do: 'save', survey: Array(20).fill('sms') },
      { 'do[$ne]': '1' },
    ])
      expect((await post(U, form).expect(400)).text).toContain('<title>Error: Your messages');
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

  it('costs the same one look-up, whatever is wrong with it', async () => {
    const [choices, why] = [jest.spyOn(contacts, 'findByChoicesToken'), jest.spyOn(rows, 'findByWhyToken')];
    for (const token of [UNKNOWN, WHY_TOKEN, 'x', '%00', '$ne']) {
      await get(`/u/${token}`).expect(404);
      await post(`/u/${token}`, { do: 'stop-texts' }).expect(404);
      await post(`/u/${token}/one-click`, { 'List-Unsubscribe': 'One-Click' }).expect(404);
    }
    expect([choices.mock.calls.length, why.mock.calls.length]).toEqual([15, 0]);
    for (const token of [UNKNOWN, CHOICES_TOKEN, 'x', '%00', '$ne']) await get(`/w/${token}`).expect(404);
    expect([choices.mock.calls.length, why.mock.calls.length]).toEqual([15, 5]);
  });
});
