import { bookingCancelledV1, bookingConfirmedV1, bookingMarkedV1, bookingRescheduledV1 } from '@aftercare/contracts';
import { aBooking } from './testing/bookings.js';
import { RunningNotifications } from './testing/running-notifications.js';

const NAMES_3 = { bookingId: 'booking-3', clientRef: 'client-3' };

describe('a booking', () => {
  let service: RunningNotifications;

  beforeAll(async () => {
    service = await RunningNotifications.start({ startsAt: '2027-03-01T08:00:00Z' });
  }, 60_000);
  afterAll(() => service.stop(), 30_000);

  const book = (bookingId: string, clientRef: string, sequence = 0): void =>
    void service.owners.bookings.set(bookingId, { bookingId, clientRef, state: 'booked', sequence });

  it('is confirmed by email when it can no longer be undone, and reminded three days before by email and one day before by text', async () => {
    service.owners.aClient({ clientRef: 'client-1' });
    book('booking-1', 'client-1');
    await service.hear(bookingConfirmedV1, aBooking());
    expect(await service.ledger()).toEqual(['confirmation planned', '72h planned', '24h planned']);
    await service.step('2027-03-01T08:02:59Z');
    expect(service.email.sent).toHaveLength(0);
    await service.step('2027-03-01T08:03:00Z');
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
    await service.step('2027-03-15T10:33:00Z');
    book('booking-2', 'client-2', 1);
    const { bookedAt: _bookedAt, ...rest } = booking;
    await service.hear(bookingRescheduledV1, {
      ...rest,
      bookedAt: booking.bookedAt,
      sequence: 1,
      previousStartsAt: booking.startsAt,
      startsAt: '2027-03-27T10:30:00Z',
      endsAt: '2027-03-27T11:30:00Z',
      movedAt: '2027-03-15T10:34:00Z',
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
        'confirmation booking-2:0 sent',
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
      cancelledAt: '2027-03-15T10:35:00Z',
      origin: 'desk',
    });
    await service.step('2027-03-15T10:40:00Z');
    const after = (await service.reminders('&client=client-2'))
      .filter(({ state }) => state !== 'withdrawn')
      .map(({ kind, state }) => `${kind} ${state}`);
    expect(after).toEqual(['confirmation sent', 'cancel sent']);
  }, 60_000);

  it('that was made by mistake and cancelled within three minutes is never heard of', async () => {
    service.owners.aClient({ clientRef: 'client-3' });
    const times = {
      bookedAt: '2027-03-15T10:40:00Z',
      startsAt: '2027-03-25T10:30:00Z',
      endsAt: '2027-03-25T11:30:00Z',
    };
    const booking = aBooking({ bookingId: 'booking-3', clientRef: 'client-3', ...times });
    book('booking-3', 'client-3');
    await service.hear(bookingConfirmedV1, booking);
    service.owners.bookings.set('booking-3', { ...NAMES_3, state: 'cancelled', sequence: 1 });
    const { startsAt, endsAt, timeZone } = booking;
    const cancelledAt = '2027-03-15T10:42:00Z';
    await service.hear(bookingCancelledV1, {
      ...NAMES_3,
      sequence: 1,
      startsAt,
      endsAt,
      timeZone,
      cancelledAt,
      origin: 'desk',
    });
    const before = service.email.sent.length;
    for (const at of ['2027-03-15T10:43:00Z', '2027-03-22T10:30:00Z', '2027-03-24T10:30:00Z']) await service.step(at);
    expect(service.email.sent).toHaveLength(before);
    const rows = await service.reminders('&client=client-3');
    expect(rows.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'confirmation withdrawn',
      '72h withdrawn',
      '24h withdrawn',
    ]);
  }, 60_000);

  it('gets a text of the last hours when the visit before it is missed, and none when it was not after all', async () => {
    service.owners.aClient({ clientRef: 'client-4' });
    book('booking-4', 'client-4');
    const { bookingId, clientRef, startsAt, endsAt, timeZone } = aBooking({
      ...{ bookingId: 'booking-4', clientRef: 'client-4', bookedAt: '2027-03-15T11:00:00Z' },
      ...{ startsAt: '2027-03-25T14:30:00Z', endsAt: '2027-03-25T15:30:00Z' },
    });
    await service.hear(bookingConfirmedV1, aBooking({ bookingId, clientRef, startsAt, endsAt }));
    const lastHours = async () =>
      (await service.reminders(`&client=${clientRef}`))
        .filter(({ kind }) => kind === '2h')
        .map(({ state, reason, dueAt }) => ({ state, reason, dueAt }));
    const place = { bookingId, clientRef, startsAt, endsAt, timeZone, sequence: 0 };
    const at = '2027-03-16T12:00:00Z';
    await service.hear(bookingMarkedV1, { ...place, version: 2, afterMiss: true, at });
    expect(await lastHours()).toMatchObject([{ state: 'planned', dueAt: '2027-03-25T12:30:00.000Z' }]);
    await service.hear(bookingMarkedV1, { ...place, version: 3, afterMiss: false, at });
    expect(await lastHours()).toMatchObject([{ state: 'withdrawn', reason: 'MISS_PUT_RIGHT' }]);
  }, 60_000);
});
