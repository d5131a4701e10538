import { bookingConfirmedV1, clientChangedV1, clinicChangedV1 } from '@aftercare/contracts';
import { Consents } from '../src/consents/application/ports.js';
import { aBooking } from './testing/bookings.js';
import { RunningNotifications } from './testing/running-notifications.js';

interface Opened {
  readonly opens: { readonly clinicId: string; readonly clientRefs: readonly string[]; readonly returnTo: string };
}

const LINK = /http:\/\/l\.example\/go\/([0-9A-Za-z]{22})(?=\s|$)/u;
const PHONE = '+447700900100';

describe('a personal link', () => {
  let service: RunningNotifications;

  beforeAll(async () => {
    service = await RunningNotifications.start({ startsAt: '2027-03-01T22:00:00Z' });
    await service.hear(clinicChangedV1, { clinicId: service.clinicId, version: 1 });
    for (const clientRef of ['mara', 'jon']) {
      service.owners.aClient({ clientRef, phone: PHONE });
      await service.hear(clientChangedV1, { clientRef, version: 1 });
    }
  }, 60_000);
  afterAll(() => service.stop(), 30_000);

  const call = (path: string, body: object, as: 'service' | 'owner' | 'nobody' = 'service') =>
    service.call('POST', `/internal/personal-links${path}`, { body, as });
  const ask = (address: string) => call('', { address, returnTo: '/me' });
  const redeem = async (token: string, attempt = 'one') => (await call('/redeem', { token, attempt })).body as Opened;
  const tokenIn = (text: string | undefined): string => LINK.exec(text ?? '')?.[1] ?? '';

  it('is texted once at any hour to a number that two people share, and opens their pages once', async () => {
    expect(await ask('07700 900100')).toMatchObject({ status: 202, body: { heard: true } });
    await ask(PHONE);
    await service.step('2027-03-01T22:00:00Z');
    expect(service.sms.sent.map(({ to }) => to)).toEqual([PHONE]);
    const [text] = service.sms.sent;
    expect(text?.body).toMatch(
      /^Elm Rooms: here is your personal link\. It works once, for 15 minutes: http:\/\/l\.example\/go\/\w{22}$/u,
    );
    const token = tokenIn(text?.body);
    expect(await redeem(token)).toEqual({
      opens: { clinicId: service.clinicId, clientRefs: ['jon', 'mara'], returnTo: '/me' },
    });
    expect(await redeem(token, 'two')).toEqual({ opens: null });
    const { family, kind, cause } = (await service.reminders())[0] ?? {};
    expect([family, kind, cause]).toEqual(['link', 'personal-link', 'CLIENT_ASKED']);
  }, 60_000);

  it('goes by email to whoever typed an email, and is too old after 15 minutes', async () => {
    await ask('Mara@post.example');
    await service.step('2027-03-01T22:10:00Z');
    const mail = service.email.sent.at(-1);
    expect(mail).toMatchObject({ to: 'mara@post.example', subject: 'Your personal link' });
    await service.step('2027-03-01T22:15:00Z');
    expect(await redeem(tokenIn(mail?.text))).toEqual({ opens: null });
  }, 60_000);

  it('is answered alike for an address that nobody has, and sends nothing', async () => {
    const before = (await service.reminders()).length;
    expect(await ask('nobody@post.example')).toMatchObject({ status: 202, body: { heard: true } });
    expect(await service.reminders()).toHaveLength(before);
  }, 60_000);

  it('is not texted to a number that said STOP, and the ledger says why', async () => {
    service.owners.aClient({ clientRef: 'stopped', phone: '+447700900200', email: null });
    await service.hear(clientChangedV1, { clientRef: 'stopped', version: 1 });
    const texts = service.sms.sent.length;
    await service.app
      .get(Consents, { strict: false })
      .withdrawAllSms({ clinicId: service.clinicId, phone: '+447700900200', evidence: { source: 'sms-stop' } });
    await ask('07700 900200');
    await service.step('2027-03-01T22:20:00Z');
    expect(service.sms.sent).toHaveLength(texts);
    expect(await service.ledger()).toContain('personal-link skipped STOPPED');
  }, 60_000);

  it('has nothing but hashes of token and address in the store', async () => {
    const stored = JSON.stringify(await service.db.collection('personal_links').find().toArray());
    for (const secret of [PHONE, '7700', 'post.example', tokenIn(service.sms.sent[0]?.body)])
      expect(stored).not.toContain(secret);
    expect(stored).toContain('"tokenHash"');
  });

  it('shows the pages with the next visit in words, the choices and the first names', async () => {
    service.owners.bookings.set('booking-1', {
      bookingId: 'booking-1',
      clientRef: 'mara',
      state: 'booked',
      sequence: 0,
    });
    await service.hear(bookingConfirmedV1, aBooking({ clientRef: 'mara' }));
    const body = { clinicId: service.clinicId, clientRefs: ['mara', 'jon', 'nobody'] };
    const link = (path: string): unknown => expect.stringMatching(`^http://l.example/${path}/[0-9A-Za-z]{22}$`);
    expect((await call('/pages', body)).body).toEqual({
      pages: {
        alias: 'Elm Rooms',
        phone: '020 7946 0000',
        clients: [
          {
            clientRef: 'mara',
            firstName: 'Ada',
            choices: link('u'),
            visit: { words: 'Tuesday 16 March, 10:30', link: link('b') },
          },
          { clientRef: 'jon', firstName: 'Ada', choices: link('u') },
        ],
      },
    });
  }, 60_000);

  it('is nobody’s business but the services’', async () => {
    for (const path of ['', '/renew', '/redeem', '/pages']) {
      expect((await call(path, {}, 'nobody')).status).toBe(401);
      expect((await call(path, {}, 'owner')).status).toBe(403);
      expect((await call(path, { address: 7 })).status).toBe(400);
    }
  });
});
