import { bookingConfirmedV1, clientChangedV1 } from '@aftercare/contracts';
import { aBounce, aComplaint } from '../src/delivery/testing/mail-reports.js';
import { aBooking } from './testing/bookings.js';
import { RunningNotifications } from './testing/running-notifications.js';

const BOOKED_AT = '2027-03-15T11:57:00Z';
/** The confirmation leaves three minutes later. */
const NOW = '2027-03-15T12:00:00Z';

describe('a mail that comes back when its server had long taken it', () => {
  let service: RunningNotifications;
  beforeAll(async () => {
    service = await RunningNotifications.start({ startsAt: NOW });
  }, 60_000);
  afterAll(() => service.stop(), 30_000);

  /** Message-ID of the confirmation. */
  const written = async (clientRef: string): Promise<string> => {
    const bookingId = `booking-${clientRef}-${service.email.sent.length}`;
    service.owners.bookings.set(bookingId, { bookingId, clientRef, state: 'booked', sequence: 0 });
    const times = { startsAt: '2027-03-29T09:30:00Z', endsAt: '2027-03-29T10:30:00Z', bookedAt: BOOKED_AT };
    await service.hear(bookingConfirmedV1, aBooking({ bookingId, clientRef, ...times }));
    await service.step(NOW);
    return service.email.sent.at(-1)?.messageId ?? '';
  };
  const confirmations = async (clientRef: string) =>
    (await service.reminders(`&client=${clientRef}`))
      .filter(({ kind, channel }) => kind === 'confirmation' && channel === 'email')
      .map(({ state, reason }) => `${state} ${reason ?? ''}`.trim());
  const isBad = async (clientRef: string): Promise<boolean> => {
    const contacts = service.db.collection<{ _id: string; badIndexes?: readonly string[] }>('contacts');
    return ((await contacts.findOne({ _id: clientRef }))?.badIndexes ?? []).length > 0;
  };
  const consents = async (clientRef: string) =>
    (await service.call('GET', `/v1/clients/${clientRef}/consents`)).body as {
      readonly entries: readonly { readonly channel: string; readonly purpose: string; readonly granted: boolean }[];
    };

  it('marks the address as bad and fails the message, once, however often it is told', async () => {
    service.owners.aClient({ clientRef: 'gone', phone: null, email: 'gone@post.example' });
    const messageId = await written('gone');
    expect(await confirmations('gone')).toEqual(['sent']);
    expect(await service.handOn(aBounce({ messageId }))).toEqual([200, 'bounced']);
    expect(await service.handOn(aBounce({ messageId }))).toEqual([200, 'bounced']);
    expect(await confirmations('gone')).toEqual(['failed UNDELIVERED']);
    expect(await isBad('gone')).toBe(true);
    const said = await service.db
      .collection('outbox')
      .find({ topic: /notifications\.contacts$/u })
      .toArray();
    expect(said).toHaveLength(1);
  }, 60_000);

  it('does not blame an address that somebody gave since, nor one for a full mailbox or a delay', async () => {
    service.owners.aClient({ clientRef: 'moved', phone: null, email: 'old@post.example' });
    const messageId = await written('moved');
    service.owners.aClient({ clientRef: 'moved', phone: null, email: 'new@post.example', version: 2 });
    await service.hear(clientChangedV1, { clientRef: 'moved', version: 2 });
    expect(await service.handOn(aBounce({ messageId, recipient: 'old@post.example' }))).toEqual([200, 'bounced']);
    expect(await isBad('moved')).toBe(false);

    service.owners.aClient({ clientRef: 'full', phone: null, email: 'full@post.example' });
    const full = { messageId: await written('full'), recipient: 'full@post.example' };
    expect(await service.handOn(aBounce({ ...full, action: 'delayed', status: '4.2.2' }))).toEqual([200, 'delayed']);
    expect(await confirmations('full')).toEqual(['sent']);
    expect(await service.handOn(aBounce({ ...full, status: '5.2.2' }))).toEqual([200, 'bounced']);
    expect(await confirmations('full')).toEqual(['failed UNDELIVERED']);
    expect(await isBad('full')).toBe(false);
  }, 60_000);

  it('never undoes what was called delivered', async () => {
    service.owners.aClient({ clientRef: 'there', phone: null, email: 'gone@post.example' });
    const messageId = await written('there');
    const arrived = aBounce({ messageId, action: 'delivered', status: '2.0.0' });
    expect(await service.handOn(arrived)).toEqual([200, 'arrived']);
    expect(await service.handOn(aBounce({ messageId, status: '5.3.0' }))).toEqual([200, 'bounced']);
    expect(await confirmations('there')).toEqual(['delivered']);
    expect(await isBad('there')).toBe(false);
  }, 60_000);

  it('called unwanted ends mails about forms and next visits, and stays undone once that was wished again', async () => {
    service.owners.aClient({ clientRef: 'annoyed', phone: null });
    const messageId = await written('annoyed');
    const agree = { entries: [{ channel: 'email', purpose: 'survey', granted: true }] };
    await service.call('PUT', '/v1/clients/annoyed/consents', { body: agree });
    expect(await service.handOn(aComplaint({ messageId }))).toEqual([200, 'complained']);
    const mails = async () =>
      (await consents('annoyed')).entries
        .filter(({ channel, granted }) => channel === 'email' && granted)
        .map(({ purpose }) => purpose);
    expect(await mails()).toEqual(['appointment']);
    await service.call('PUT', '/v1/clients/annoyed/consents', { body: agree });
    expect(await service.handOn(aComplaint({ messageId }))).toEqual([200, 'complained']);
    expect(await mails()).toContain('survey');
  }, 60_000);

  it('is refused without the secret, when it is no report, or too long; one about no mail of ours is ignored', async () => {
    const messageId = '<ZZ1m6tq0s3mdXl2b9dOQ3g@l.example>';
    expect(await service.handOn(aBounce({ messageId }), 'guessed')).toEqual([403, 'MAIL_REPORT_REFUSED']);
    expect(await service.handOn(Buffer.from('Subject: hello\r\n\r\nno report'))).toEqual([400, 'NOT_A_MAIL_REPORT']);
    expect(await service.handOn(Buffer.alloc(600_000, 'a'))).toEqual([400, 'NOT_A_MAIL_REPORT']);
    expect(await service.handOn(aBounce({ messageId }))).toEqual([200, 'unknown']);
    expect(await service.handOn(aBounce({ messageId: '<somebody@else.example>' }))).toEqual([200, 'unknown']);
  }, 60_000);
});
