import { bookingConfirmedV1, clientChangedV1 } from '@aftercare/contracts';
import { aBooking } from './testing/bookings.js';
import { RunningNotifications } from './testing/running-notifications.js';

const BOOKED_AT = '2027-03-15T11:57:00Z';
/** The confirmation leaves three minutes later. */
const NOW = '2027-03-15T12:00:00Z';

describe('an email address that the mail server refuses', () => {
  let service: RunningNotifications;

  beforeAll(async () => {
    service = await RunningNotifications.start({ startsAt: NOW });
  }, 60_000);
  afterAll(() => service.stop(), 30_000);

  const client = { clientRef: 'client-1', phone: null, email: 'gone@post.example' };
  const book = async (bookingId: string): Promise<void> => {
    service.owners.bookings.set(bookingId, { bookingId, clientRef: 'client-1', state: 'booked', sequence: 0 });
    const times = { startsAt: '2027-03-16T09:30:00Z', endsAt: '2027-03-16T10:30:00Z', bookedAt: BOOKED_AT };
    await service.hear(bookingConfirmedV1, aBooking({ bookingId, ...times }));
    await service.step(NOW);
  };
  const confirmations = async () =>
    (await service.reminders())
      .filter(({ kind, channel }) => kind === 'confirmation' && channel !== 'sms')
      .map(({ bookingId, state, reason }) => `${bookingId ?? ''} ${state} ${reason ?? ''}`.trim());
  const bounces = async (): Promise<number> =>
    (await service.db.collection('outbox').find().toArray()).filter((row) =>
      String(row['topic']).endsWith('notifications.contacts'),
    ).length;

  it('is told once, gets nothing more, and a new address is good again', async () => {
    service.owners.aClient(client);
    service.email.outcome = () => Promise.resolve({ outcome: 'refused', code: '550', reason: 'CONTACT_BAD' });
    await book('booking-1');
    expect(service.email.sent).toHaveLength(1);
    expect(await bounces()).toBe(1);
    await book('booking-2');
    expect(service.email.sent).toHaveLength(1);
    expect(await bounces()).toBe(1);
    service.email.outcome = ({ messageId }) => Promise.resolve({ outcome: 'accepted', providerId: messageId });
    service.owners.aClient({ ...client, email: 'new@post.example', version: 2 });
    await service.hear(clientChangedV1, { clientRef: 'client-1', version: 2 });
    await book('booking-3');
    expect(service.email.sent.at(-1)).toMatchObject({ to: 'new@post.example' });
    expect((await confirmations()).toSorted()).toEqual([
      'booking-1 failed CONTACT_BAD',
      'booking-1 skipped NO_CONTACT',
      'booking-2 skipped CONTACT_BAD',
      'booking-3 sent',
    ]);
  }, 60_000);
});
