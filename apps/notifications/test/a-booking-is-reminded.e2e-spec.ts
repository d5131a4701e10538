import { bookingCancelledV1, bookingConfirmedV1, bookingRescheduledV1 } from '@aftercare/contracts';
import { aBooking } from './testing/bookings.js';
import { RunningNotifications } from './testing/running-notifications.js';

describe('a booking', () => {
  let service: RunningNotifications;

  beforeAll(async () => {
    service = await RunningNotifications.start({ startsAt: '2027-03-01T08:00:00Z' });
  }, 60_000);
  afterAll(() => service.stop(), 30_000);

  const book = (bookingId: string, clientRef: string, sequence = 0): void =>
    void service.owners.bookings.set(bookingId, { bookingId, clientRef, state: 'booked', sequence });

  it('is confirmed at once by email, and reminded three days before by email and one day before by text', async () => {
    service.owners.aClient({ clientRef: 'client-1' });
    book('booking-1', 'client-1');
    await service.hear(bookingConfirmedV1, aBooking());
    expect(await service.ledger()).toEqual(['confirmation planned', '72h planned', '24h planned']);
    await service.step('2027-03-01T08:00:00Z');
    expect(service.email.sent).toHaveLength(1);
    expect(service.email.sent[0]).toMatchObject({ to: 'client-1@post.example', calendar: { method: 'REQUEST' } });
    await service.step('2027-03-13T10:30:00Z');
    await service.step('2027-03-15T10:30:00Z');
    expect(service.email.sent).toHaveLength(2);
    expect(service.sms.sent).toHaveLength(1);
    expect(service.sms.sent[0]).toMatchObject({ from: '+447700900001', to: '+447700901000' });
    expect(await service.ledger()).toEqual(['confirmation sent', '72h sent', '24h sent']);
  }, 60_000);

  it('that is moved before its reminders sends only those of the new time', async () => {
    service.owners.aClient({ clientRef: 'client-2' });
    book('booking-2', 'client-2');
    const booking = aBooking({
      bookingId: 'booking-2',
      clientRef: 'client-2',
      bookedAt: '2027-03-15T10:30:00Z',
      startsAt: '2027-03-25T10:30:00Z',
      endsAt: '2027-03-25T11:30:00Z',
    });
    await service.hear(bookingConfirmedV1, booking);
    book('booking-2', 'client-2', 1);
    const { bookedAt: _bookedAt, ...rest } = booking;
    await service.hear(bookingRescheduledV1, {
      ...rest,
      bookedAt: booking.bookedAt,
      sequence: 1,
      previousStartsAt: booking.startsAt,
      startsAt: '2027-03-27T10:30:00Z',
      endsAt: '2027-03-27T11:30:00Z',
      movedAt: '2027-03-15T10:30:00Z',
    });
    const rows = (await service.reminders('&client=client-2')).map(
      ({ kind, state, occurrence }) => `${kind} ${occurrence} ${state}`,
    );
    expect(rows.toSorted()).toEqual(
      [
        '24h booking-2:0 withdrawn',
        '24h booking-2:1 planned',
        '72h booking-2:0 withdrawn',
        '72h booking-2:1 planned',
        'change booking-2:1 planned',
        'confirmation booking-2:0 withdrawn',
      ].toSorted(),
    );
    service.owners.bookings.set('booking-2', {
      bookingId: 'booking-2',
      clientRef: 'client-2',
      state: 'cancelled',
      sequence: 2,
    });
    const { previousStartsAt: _previous, movedAt: _moved, ...plain } = { ...rest, previousStartsAt: '', movedAt: '' };
    await service.hear(bookingCancelledV1, {
      bookingId: plain.bookingId,
      clientRef: plain.clientRef,
      sequence: 2,
      startsAt: '2027-03-27T10:30:00Z',
      endsAt: '2027-03-27T11:30:00Z',
      timeZone: plain.timeZone,
      cancelledAt: '2027-03-15T10:30:00Z',
      origin: 'desk',
    });
    await service.step('2027-03-15T10:31:00Z');
    const after = (await service.reminders('&client=client-2'))
      .filter(({ state }) => state !== 'withdrawn')
      .map(({ kind, state }) => `${kind} ${state}`);
    expect(after).toEqual(['cancel sent']);
  }, 60_000);
});
