import { bookingConfirmedV1, clinicChangedV1 } from '@aftercare/contracts';
import { LATE_AFTER_MS } from '../src/rules/application/replan-clinic.js';
import { aBooking } from './testing/bookings.js';
import { RunningNotifications } from './testing/running-notifications.js';

describe('a clinic changes its hours', () => {
  let service: RunningNotifications;

  beforeEach(async () => {
    service = await RunningNotifications.start({ startsAt: '2027-03-01T10:00:00Z' });
    service.owners.aClient({ clientRef: 'client-1' });
    const names = { bookingId: 'booking-1', clientRef: 'client-1' };
    service.owners.bookings.set('booking-1', { ...names, state: 'booked', sequence: 0 });
    await service.hear(bookingConfirmedV1, aBooking({ ...names, bookedAt: '2027-03-01T10:00:00Z' }));
    await service.step('2027-03-01T10:03:00Z');
  }, 60_000);
  afterEach(() => service.stop(), 30_000);

  const change = async (version: number, from: string): Promise<void> => {
    service.owners.clinic = { ...service.owners.clinic, version, quietHours: { from, to: '20:00' } };
    await service.hear(clinicChangedV1, { clinicId: service.clinicId, version });
  };
  const reminder = async () => (await service.reminders()).find(({ kind }) => kind === '24h');

  it('and what waits leaves by the new ones: earlier, with the reason in its history, however often that is heard', async () => {
    const before = await reminder();
    expect(before).toMatchObject({ state: 'planned', ruleVersion: 'appointments@1' });
    await change(2, '11:00');
    await change(2, '11:00');
    await service.step('2027-03-01T10:04:00Z');
    const moved = await reminder();
    // Half past ten is before the hours now, so it leaves in the evening before.
    expect(String(moved?.dueAt) < String(before?.dueAt)).toBe(true);
    expect(String(moved?.dueAt)).toMatch(/T19:(3|4)\d/u);
    expect(moved).toMatchObject({ reason: 'CLINIC_CHANGED', ruleVersion: 'appointments@1' });
    const told = moved?.history.filter(({ reason }) => reason === 'CLINIC_CHANGED');
    expect(told).toMatchObject([{ to: 'planned', note: 'settings 1 -> 2' }]);
    expect((await service.call('GET', '/v1/rules')).body).toMatchObject({
      replanning: { of: 'settings', counts: { withdrawn: 0, added: 0 } },
    });
  }, 60_000);

  it('and back, and what waits has its own time again', async () => {
    const before = await reminder();
    await change(2, '11:00');
    await change(3, '09:00');
    const until = performance.now() + LATE_AFTER_MS + 20_000;
    // The second change has its turn when the first is done, ten seconds of machine time later.
    while ((await reminder())?.dueAt !== before?.dueAt && performance.now() < until)
      await service.step(new Date(Date.parse('2027-03-01T10:04:00Z')).toISOString());
    expect(await reminder()).toMatchObject({ dueAt: before?.dueAt, state: 'planned' });
  }, 90_000);
});
