import { bookingConfirmedV1 } from '@aftercare/contracts';
import { aBooking } from './testing/bookings.js';
import { RunningNotifications } from './testing/running-notifications.js';

const BOOKED_AT = '2027-03-15T11:57:00Z';
/** Confirmations leave three minutes later. */
const NOW = '2027-03-15T12:00:00Z';
const minutes = (count: number): string => new Date(Date.parse(NOW) + count * 60_000).toISOString();

describe('a mail server that takes nothing for hours', () => {
  let service: RunningNotifications;
  beforeAll(async () => {
    service = await RunningNotifications.start({ startsAt: BOOKED_AT });
  }, 60_000);
  afterAll(() => service.stop(), 30_000);

  const health = async () => (await service.call('GET', '/v1/sending-health')).body as unknown;
  const states = async () =>
    (await service.reminders())
      .filter(({ kind, channel }) => kind === 'confirmation' && channel !== 'sms')
      .map(({ clientRef, state, reason }) => `${clientRef} ${state} ${reason ?? ''}`.trim())
      .toSorted();

  it('is left alone, holds what is due, is told to staff once, and gets all of it once when it is back', async () => {
    let isDown = true;
    service.email.outcome = ({ messageId }) =>
      Promise.resolve(
        isDown ? { outcome: 'retry-later', afterSeconds: 30 } : { outcome: 'accepted', providerId: messageId },
      );
    const people = Array.from({ length: 12 }, (_, index) => `client-${String(index).padStart(2, '0')}`);
    for (const clientRef of people) {
      service.owners.aClient({ clientRef, phone: null });
      const bookingId = `booking-${clientRef}`;
      service.owners.bookings.set(bookingId, { bookingId, clientRef, state: 'booked', sequence: 0 });
      const times = { startsAt: '2027-03-29T09:30:00Z', endsAt: '2027-03-29T10:30:00Z', bookedAt: BOOKED_AT };
      await service.hear(bookingConfirmedV1, aBooking({ bookingId, clientRef, ...times }));
    }
    await service.step(NOW);
    expect(service.email.sent.length).toBeLessThanOrEqual(12);
    for (let minute = 5; minute <= 70; minute += 5) await service.step(minutes(minute));
    const during = service.email.sent.length;
    // Without leaving it alone each of the twelve would have been tried each time.
    expect(during).toBeLessThan(40);
    expect(await states()).toEqual(people.map((clientRef) => `${clientRef} planned PROVIDER_DOWN`));
    expect(await health()).toMatchObject({
      channels: [
        { channel: 'sms', state: 'working' },
        { channel: 'email', state: 'down' },
      ],
      waiting: { provider: 12, allowance: 0 },
    });
    const [told] = service.sms.sent;
    expect(service.sms.sent.map(({ to }) => to)).toEqual(['+447700900099']);
    expect(told?.body).toContain('emails are waiting');
    const waiting = (await service.reminders()).filter(({ kind }) => kind === 'confirmation');
    const waits = waiting.map(({ history }) =>
      history.filter(({ to, reason }) => to === 'planned' && reason === 'PROVIDER_DOWN'),
    );
    expect(new Set(waits.map(({ length }) => length))).toEqual(new Set([1]));

    isDown = false;
    for (let minute = 71; minute <= 77; minute += 3) await service.step(minutes(minute));
    expect(await states()).toEqual(people.map((clientRef) => `${clientRef} sent PROVIDER_DOWN`));
    expect(service.email.sent.slice(during).map(({ to }) => to)).toHaveLength(12);
    expect(new Set(service.email.sent.slice(during).map(({ to }) => to)).size).toBe(12);
    expect(await health()).toMatchObject({
      waiting: { provider: 0 },
      channels: [{ state: 'working' }, { state: 'working' }],
    });
    expect(service.sms.sent).toHaveLength(1);
  }, 120_000);
});
