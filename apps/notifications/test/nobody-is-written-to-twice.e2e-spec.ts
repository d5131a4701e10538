import { bookingCancelledV1, bookingConfirmedV1 } from '@aftercare/contracts';
import { eventually } from '@aftercare/testing';
import { MachineTime } from '@aftercare/kernel';
import { Redis } from 'ioredis';
import { DeliveryReports } from '../src/delivery/application/ports.js';
import { SendLedger, WaitingLedger } from '../src/reminders/application/sending/ledger.js';
import { aBooking } from './testing/bookings.js';
import { RunningNotifications } from './testing/running-notifications.js';

const BOOKED_AT = '2027-03-01T08:00:00Z';
/** Three minutes after the booking, in which it could be undone. */
const CONFIRMED_AT = '2027-03-13T11:00:00Z';
const DAY_BEFORE = '2027-03-15T10:30:00Z';

describe('nobody is written to twice', () => {
  let service: RunningNotifications;
  let number = 0;

  beforeEach(async () => {
    service = await RunningNotifications.start({ startsAt: BOOKED_AT });
  }, 60_000);
  afterEach(() => service.stop(), 30_000);

  /** A client by text only, with a visit on 16 March. */
  const booked = async (): Promise<{ readonly clientRef: string; readonly bookingId: string }> => {
    number += 1;
    const [clientRef, bookingId] = [`client-${number}`, `booking-${number}`];
    service.owners.aClient({ clientRef, email: null });
    service.owners.bookings.set(bookingId, { bookingId, clientRef, state: 'booked', sequence: 0 });
    await service.hear(bookingConfirmedV1, aBooking({ bookingId, clientRef, bookedAt: '2027-03-13T10:57:00Z' }));
    return { clientRef, bookingId };
  };
  const confirmed = async () => {
    const made = await booked();
    await service.step(CONFIRMED_AT);
    return made;
  };
  const ledger = (): SendLedger => service.app.get(SendLedger, { strict: false });

  it('when two workers claim the same rows at the same moment', async () => {
    for (let count = 0; count < 20; count += 1) await booked();
    const now = new Date(DAY_BEFORE);
    const rows = await ledger().due({
      shards: Array.from({ length: 64 }, (_, shard) => shard),
      until: now,
      limit: 1000,
    });
    const ids = rows.map(({ id }) => id);
    expect(ids).toHaveLength(40);
    // Of a claim that has run out the service itself says within a second that it is in doubt.
    const until = service.app.get(MachineTime, { strict: false }).nowMs() + 60_000;
    const claims = await Promise.all(['one', 'two', 'three'].map((id) => ledger().claim(ids, { id, at: now, until })));
    const claimed = claims.flat().map(({ id }) => id);
    expect(claimed).toHaveLength(40);
    expect(new Set(claimed).size).toBe(40);
  }, 60_000);

  it('when an event is heard twice', async () => {
    const { clientRef, bookingId } = await booked();
    await service.hear(bookingConfirmedV1, aBooking({ bookingId, clientRef, bookedAt: '2027-03-13T10:57:00Z' }));
    await service.step(CONFIRMED_AT);
    expect(service.sms.sent).toHaveLength(1);
  }, 60_000);

  it('and still gets the message when Redis was wiped', async () => {
    await confirmed();
    const redis = new Redis(process.env['REDIS_URL'] ?? '');
    const keys = await redis.keys(`${service.parts.run}*`);
    if (keys.length > 0) await redis.del(keys);
    redis.disconnect();
    await service.step(DAY_BEFORE);
    expect(service.sms.sent).toHaveLength(2);
    await service.step('2027-03-15T11:00:00Z');
    expect(service.sms.sent).toHaveLength(2);
  }, 60_000);

  it('when a claim outlives its worker: the row is in doubt, never planned again by itself', async () => {
    await confirmed();
    const [row] = (await service.reminders('&state=planned')).filter(({ kind }) => kind === '24h');
    const { nowMs } = { nowMs: service.app.get(MachineTime, { strict: false }).nowMs() };
    await ledger().claim([row?.reminderId ?? ''], { id: 'dead-worker', at: new Date(DAY_BEFORE), until: nowMs - 1 });
    await service.app.get(WaitingLedger, { strict: false }).expireClaims(nowMs, new Date(DAY_BEFORE));
    await service.step(DAY_BEFORE);
    expect((await service.reminders('&state=unknown')).map(({ kind, reason }) => `${kind} ${reason ?? ''}`)).toEqual([
      '24h LOOKING_UP',
    ]);
    expect(service.sms.sent).toHaveLength(1);
    // Nothing at the first and second look: still in doubt.
    for (const at of ['2027-03-15T10:31:00Z', '2027-03-15T10:35:00Z']) await service.step(at);
    // Each asks about the client's number and about that of staff.
    expect(new Set(service.sms.lookUps.map(({ to }) => to)).size).toBe(2);
    expect(service.sms.lookUps).toHaveLength(4);
    expect(service.sms.sent).toHaveLength(1);
    // The third empty look proves that nothing went out, and the text is still of use.
    await service.step('2027-03-15T10:45:00Z');
    await service.step('2027-03-15T10:45:00Z');
    expect(service.sms.sent).toHaveLength(2);
  }, 60_000);

  it('when the provider answers a look-up that the text had gone out', async () => {
    await confirmed();
    service.sms.outcome = () => Promise.resolve({ outcome: 'in-doubt' });
    await service.step(DAY_BEFORE);
    expect((await service.reminders('&state=unknown')).map(({ kind }) => kind)).toEqual(['24h']);
    service.sms.found = { found: true, providerId: 'SM1', status: 'delivered' };
    await service.step('2027-03-15T10:31:00Z');
    expect(service.sms.sent).toHaveLength(2);
    const [row] = await service.reminders('&state=delivered');
    expect(row).toMatchObject({ kind: '24h', providerIds: ['SM1'] });
  }, 60_000);

  it('nor at all when the visit is cancelled before the reminder', async () => {
    const { clientRef, bookingId } = await confirmed();
    await cancel(bookingId, clientRef);
    await service.step(DAY_BEFORE);
    expect(await kindsSent()).toEqual(['confirmation', 'cancel']);
  }, 60_000);

  it('nor at all when the visit is cancelled between claim and send', async () => {
    const { clientRef, bookingId } = await confirmed();
    service.owners.beforeBookings = async () => {
      service.owners.beforeBookings = () => Promise.resolve();
      service.owners.bookings.set(bookingId, { bookingId, clientRef, state: 'cancelled', sequence: 1 });
    };
    await service.step(DAY_BEFORE);
    expect(await kindsSent()).toEqual(['confirmation']);
    const [row] = await service.reminders('&state=skipped');
    expect(row).toMatchObject({ kind: '24h', reason: 'BOOKING_CANCELLED' });
  }, 60_000);

  it('and reports move a row up, whatever their order', async () => {
    await confirmed();
    const attemptId = service.sms.sent[0]?.attemptId ?? '';
    const reports = service.app.get(DeliveryReports, { strict: false });
    for (const status of ['delivered', 'sent', 'delivered', 'failed'] as const)
      await reports.execute({ attemptId, channel: 'sms', providerId: `SM-${attemptId}`, status });
    const [row] = await service.reminders('&state=delivered');
    expect(row?.history.map(({ to }) => to)).toEqual(['planned', 'sending', 'sent', 'delivered']);
  }, 60_000);

  it('and an owner that does not answer delays a reminder by at most ten minutes', async () => {
    await confirmed();
    service.owners.silent = true;
    await service.step(DAY_BEFORE);
    expect(service.sms.sent).toHaveLength(1);
    for (let seconds = 30; seconds <= 600; seconds += 30)
      await service.step(new Date(Date.parse(DAY_BEFORE) + seconds * 1000).toISOString());
    // The projection decides for appointments.
    expect(service.sms.sent).toHaveLength(2);
    const [row] = (await service.reminders('&state=sent')).filter(({ kind }) => kind === '24h');
    expect(row).toMatchObject({ reason: 'OWNER_SILENT' });
  }, 60_000);

  const kindsSent = async (): Promise<readonly string[]> =>
    (await service.reminders('&state=sent')).map(({ kind }) => kind);

  const cancel = async (bookingId: string, clientRef: string): Promise<void> => {
    service.owners.bookings.set(bookingId, { bookingId, clientRef, state: 'cancelled', sequence: 1 });
    const { startsAt, endsAt, timeZone } = aBooking();
    await service.hear(bookingCancelledV1, {
      bookingId,
      clientRef,
      sequence: 1,
      startsAt,
      endsAt,
      timeZone,
      cancelledAt: '2027-03-13T11:30:00Z',
      origin: 'desk',
    });
    await eventually(async () => (await service.reminders('&state=withdrawn')).length === 1);
  };
});
