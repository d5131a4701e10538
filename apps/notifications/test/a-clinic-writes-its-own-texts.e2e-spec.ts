import { bookingConfirmedV1 } from '@aftercare/contracts';
import { aBooking } from './testing/bookings.js';
import { RunningNotifications } from './testing/running-notifications.js';

/** The confirmation leaves three minutes after the booking. */
const BOOKED_AT = '2027-03-15T11:57:00Z';
const NOW = '2027-03-15T12:00:00Z';
const TEXT = '/v1/templates/A1/de';
const OWN = '{alias}: wir freuen uns auf {visit}. Ändern: {link}';

describe('a clinic that writes in German', () => {
  let service: RunningNotifications;
  beforeAll(async () => {
    service = await RunningNotifications.start({ startsAt: NOW });
  }, 60_000);
  afterAll(() => service.stop(), 30_000);

  const send = (method: string, path: string, body?: object) => service.call(method, path, { body });
  const isBooked = async (clientRef: string): Promise<string> => {
    const bookingId = `booking-${clientRef}`;
    service.owners.aClient({ clientRef, phone: '+447700902001', email: `${clientRef}@mail.example`, locale: 'de-DE' });
    service.owners.bookings.set(bookingId, { bookingId, clientRef, state: 'booked', sequence: 0 });
    const times = { startsAt: '2027-03-25T10:30:00Z', endsAt: '2027-03-25T11:30:00Z', bookedAt: BOOKED_AT };
    await service.hear(bookingConfirmedV1, aBooking({ bookingId, clientRef, ...times }));
    await service.step(NOW);
    const [row] = await service.reminders(`&client=${clientRef}`);
    return `${row?.kind} ${row?.state} ${row?.texts.join()}`;
  };
  const mailTo = (clientRef: string) => service.email.sent.find(({ to }) => to === `${clientRef}@mail.example`);

  it('is refused a text with a health word, and told where it stands', async () => {
    const { status, body } = await send('POST', `${TEXT}/versions`, {
      sms: '{alias}: Ihre Massage am {visit}. {link}',
      subject: 'Gegen Kopfschmerzen',
      basedOn: 0,
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      type: 'urn:aftercare:problem:text-refused',
      code: 'TEXT_REFUSED',
      fields: [
        { field: 'sms', message: 'L1: says "massag": a stranger may read it' },
        { field: 'subject', message: 'L1: says "kopfschmerz": a stranger may read it' },
      ],
    });
    expect((await send('POST', '/v1/templates/A9/de/previews', { sms: OWN })).status).toBe(400);
    expect((await service.call('GET', '/v1/templates', { as: 'service' })).status).toBe(403);
  }, 60_000);

  it('writes to nobody in German before somebody answers for it', async () => {
    expect(await isBooked('klara')).toBe('confirmation sent A1@1/en');
    expect(mailTo('klara')?.text).toContain('We do not have this note in your language yet.');
  }, 60_000);

  it('says its own words once they are saved, checked and live, and its ledger names them', async () => {
    expect(
      (await send('POST', `${TEXT}/versions`, { sms: OWN, subject: 'Bis {visitLongDay}', basedOn: 0 })).status,
    ).toBe(201);
    expect((await send('PUT', `${TEXT}/live`, { version: 1 })).body).toMatchObject({ code: 'LANGUAGE_NOT_SIGNED_OFF' });
    expect((await send('PUT', '/v1/languages/de/sign-off', { edition: 1 })).status).toBe(200);
    expect((await send('PUT', `${TEXT}/live`, { version: 1 })).body).toMatchObject({ live: 'A1@own-1/de' });
    expect(await isBooked('jan')).toBe('confirmation sent A1@own-1/de');
    expect(mailTo('jan')).toMatchObject({ subject: 'Bis Donnerstag 25. März' });
    expect(mailTo('jan')?.text).toContain('wir freuen uns auf Do 25. März 10:30');
    expect(mailTo('jan')?.html).toContain('<html lang="de" dir="ltr">');
  }, 60_000);

  it('loses no message for a text that has gone bad: ours goes out, and the history says why', async () => {
    await service.db
      .collection('clinic_rules')
      .updateOne({ clinicId: service.clinicId }, { $set: { 'words.texts.0.sms': '{alias}: {visit' } });
    expect(await isBooked('lea')).toBe('confirmation sent A1@1/de');
    const [row] = await service.reminders('&client=lea');
    expect(row?.history.at(-1)).toMatchObject({ to: 'sent', note: 'A1@own-1/de: MISSING_VALUE' });
  }, 60_000);

  it('tries a text with itself and with nobody else, once per wish', async () => {
    const path = '/v1/templates/A2/en/tests';
    expect((await send('POST', path, { channel: 'sms', to: '+447700902001' })).body).toMatchObject({
      code: 'NO_TEST_ADDRESS',
    });
    const before = service.sms.sent.length + service.email.sent.length;
    const { status, body } = await send('POST', path, { channel: 'email' });
    expect([status, body]).toMatchObject([201, { state: 'sent', versionName: 'A2@1/en' }]);
    expect(service.email.sent.at(-1)?.subject).toBe('[Test] Tuesday 11 May, 10:30');
    expect(service.sms.sent.length + service.email.sent.length).toBe(before + 1);
  }, 60_000);
});
