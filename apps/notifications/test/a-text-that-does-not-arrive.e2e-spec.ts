import { bookingConfirmedV1, clientChangedV1 } from '@aftercare/contracts';
import { DeliveryReports } from '../src/delivery/application/ports.js';
import { aBooking } from './testing/bookings.js';
import { RunningNotifications } from './testing/running-notifications.js';

/** The text of the day before a visit at 10:30. */
const SENT_AT = '2027-03-15T10:30:00Z';
const TWO_HOURS_LATER = '2027-03-15T12:30:00Z';

describe('a text that does not arrive', () => {
  let service: RunningNotifications;

  beforeEach(async () => {
    service = await RunningNotifications.start({ startsAt: '2027-03-14T10:00:00Z' });
    service.owners.aClient({ clientRef: 'client-1' });
    const names = { bookingId: 'booking-1', clientRef: 'client-1' };
    service.owners.bookings.set('booking-1', { ...names, state: 'booked', sequence: 0 });
    await service.hear(bookingConfirmedV1, aBooking({ ...names, bookedAt: '2027-03-14T10:00:00Z' }));
    for (const at of ['2027-03-14T10:03:00Z', SENT_AT]) await service.step(at);
  }, 60_000);
  afterEach(() => service.stop(), 30_000);

  const report = async (status: 'delivered' | 'undelivered'): Promise<void> => {
    const attemptId = service.sms.sent[0]?.attemptId ?? '';
    await service.app
      .get(DeliveryReports, { strict: false })
      .execute({ attemptId, channel: 'sms', providerId: 'SM1', status });
  };
  const dayBefore = async (): Promise<readonly string[]> =>
    (await service.reminders())
      .filter(({ kind }) => kind === '24h')
      .map(({ cause, state, reason }) => [cause, state, reason].filter((part) => part !== undefined).join(' '))
      .toSorted();

  it('is followed by an email after two hours of silence, and by nothing else', async () => {
    await service.step('2027-03-15T12:29:59Z');
    expect(await dayBefore()).toEqual(['VISIT_NEAR sent']);
    await service.step(TWO_HOURS_LATER);
    await service.step(TWO_HOURS_LATER);
    expect(await dayBefore()).toEqual(['OTHER_CHANNEL sent', 'VISIT_NEAR sent']);
    expect(service.email.sent.map(({ to }) => to)).toEqual(['client-1@post.example', 'client-1@post.example']);
    await service.step('2027-03-15T16:00:00Z');
    expect([service.sms.sent.length, service.email.sent.length]).toEqual([1, 2]);
  }, 60_000);

  it('but was only slow is followed by nothing', async () => {
    await report('delivered');
    await service.step(TWO_HOURS_LATER);
    expect(await dayBefore()).toEqual(['VISIT_NEAR delivered']);
  }, 60_000);

  it('and then does stops the email that has not left yet', async () => {
    service.email.outcome = () => Promise.resolve({ outcome: 'retry-later', afterSeconds: 60 });
    await service.step(TWO_HOURS_LATER);
    await service.step(TWO_HOURS_LATER);
    expect(await dayBefore()).toEqual(['OTHER_CHANNEL planned PROVIDER_DOWN', 'VISIT_NEAR sent']);
    await report('delivered');
    expect(await dayBefore()).toEqual(['OTHER_CHANNEL withdrawn ARRIVED', 'VISIT_NEAR delivered']);
  }, 60_000);

  it('is followed at once when the provider says so, once however often it says it', async () => {
    await report('undelivered');
    await report('undelivered');
    await service.step('2027-03-15T10:31:00Z');
    await service.step(TWO_HOURS_LATER);
    expect(await dayBefore()).toEqual(['OTHER_CHANNEL sent', 'VISIT_NEAR failed UNDELIVERED']);
  }, 60_000);

  it('because its person has sent STOP to the provider closes the consent for all that follows', async () => {
    const attemptId = service.sms.sent[0]?.attemptId ?? '';
    const stopped = {
      attemptId,
      channel: 'sms',
      providerId: 'SM1',
      status: 'undelivered',
      errorCode: '21610',
      blame: 'STOPPED',
    } as const;
    await service.app.get(DeliveryReports, { strict: false }).execute(stopped);
    service.owners.aClient({ clientRef: 'client-1', phone: '+447700901000', email: null, version: 2 });
    const names = { bookingId: 'booking-2', clientRef: 'client-1' };
    service.owners.bookings.set('booking-2', { ...names, state: 'booked', sequence: 0 });
    await service.hear(clientChangedV1, { clientRef: 'client-1', version: 2 });
    await service.hear(bookingConfirmedV1, aBooking({ ...names, bookedAt: '2027-03-15T10:31:00Z' }));
    await service.step('2027-03-15T10:34:00Z');
    expect(service.sms.sent).toHaveLength(1);
    const [row] = (await service.reminders()).filter(
      ({ kind, bookingId }) => kind === 'confirmation' && bookingId === 'booking-2',
    );
    expect(row).toMatchObject({ state: 'skipped', reason: 'STOPPED' });
  }, 60_000);

  it('is given up by the provider before the night of the client begins', () => {
    // 24 hours of use are left, and 9 h 30 min of the day: Twilio keeps none longer than four hours here.
    expect(service.sms.sent[0]).toMatchObject({ validitySeconds: 14_400 });
  });
});

it('a text of the evening is not tried past eight', async () => {
  const service = await RunningNotifications.start({ startsAt: '2027-03-14T10:00:00Z' });
  try {
    service.owners.aClient({ clientRef: 'client-1', email: null });
    const names = { bookingId: 'booking-1', clientRef: 'client-1' };
    service.owners.bookings.set('booking-1', { ...names, state: 'booked', sequence: 0 });
    await service.hear(bookingConfirmedV1, aBooking({ ...names, bookedAt: '2027-03-14T19:47:00Z' }));
    await service.step('2027-03-14T19:50:00Z');
    expect(service.sms.sent).toHaveLength(1);
    expect(service.sms.sent[0]).toMatchObject({ validitySeconds: 600 });
  } finally {
    await service.stop();
  }
}, 60_000);
