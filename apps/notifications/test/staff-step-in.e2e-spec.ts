import { bookingConfirmedV1 } from '@aftercare/contracts';
import type { ReminderView } from '../src/reminders/application/reminder-view.js';
import { aBooking } from './testing/bookings.js';
import { RunningNotifications } from './testing/running-notifications.js';

const DAY_BEFORE = '2027-03-15T10:30:00Z';

describe('staff', () => {
  let service: RunningNotifications;

  beforeEach(async () => {
    service = await RunningNotifications.start({ startsAt: '2027-03-14T10:00:00Z' });
    service.owners.aClient({ clientRef: 'client-1' });
    const names = { bookingId: 'booking-1', clientRef: 'client-1' };
    service.owners.bookings.set('booking-1', { ...names, state: 'booked', sequence: 0 });
    await service.hear(bookingConfirmedV1, aBooking({ ...names, bookedAt: '2027-03-14T10:00:00Z' }));
    await service.step('2027-03-14T10:03:00Z');
  }, 60_000);
  afterEach(() => service.stop(), 30_000);

  const dayBefore = async (): Promise<ReminderView> => {
    const [row] = (await service.reminders()).filter(({ kind }) => kind === '24h');
    if (row === undefined) throw new Error('no reminder of the day before');
    return row;
  };
  const act = (row: ReminderView, what: string, body: object = { ground: 'client-asked' }) =>
    service.call('POST', `/v1/reminders/${row.reminderId}/${what}`, { body });

  it('cancel a reminder, and nothing is sent', async () => {
    expect((await act(await dayBefore(), 'cancel')).status).toBe(200);
    await service.step(DAY_BEFORE);
    expect(service.sms.sent).toEqual([]);
    const row = await dayBefore();
    expect(row).toMatchObject({ state: 'withdrawn', reason: 'STAFF_CANCELLED' });
    expect(row.history.at(-1)?.note).toBe('client-asked');
    expect(row.history.at(-1)?.by).toBeTruthy();
    const twice = await act(row, 'cancel');
    expect([twice.status, twice.body]).toMatchObject([409, { code: 'REMINDER_STATE' }]);
  }, 60_000);

  it('hold one, and let it go later', async () => {
    await act(await dayBefore(), 'hold');
    await service.step(DAY_BEFORE);
    expect(service.sms.sent).toEqual([]);
    await act(await dayBefore(), 'release');
    await service.step('2027-03-15T10:31:00Z');
    expect(service.sms.sent).toHaveLength(1);
    expect(await dayBefore()).toMatchObject({ state: 'sent', reason: 'STAFF_RELEASED' });
  }, 60_000);

  it('send a failed one once more, once however often they ask, and never one that nobody knows about', async () => {
    service.sms.outcome = () => Promise.resolve({ outcome: 'in-doubt' });
    await service.step(DAY_BEFORE);
    expect((await act(await dayBefore(), 'retry')).body).toMatchObject({ code: 'REMINDER_STATE' });
    service.sms.found = { found: true, providerId: 'SM1', status: 'undelivered' };
    await service.step('2027-03-15T10:31:00Z');
    const failed = (await service.reminders('&state=failed'))[0];
    if (failed === undefined) throw new Error('nothing failed');
    const body = { ground: 'told-by-phone', channel: 'email' };
    const answers = [await act(failed, 'retry', body), await act(failed, 'retry', body)];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    await service.step('2027-03-15T10:32:00Z');
    const retried = (await service.reminders()).filter(({ cause }) => cause === 'STAFF_RETRIED');
    expect(retried.map(({ state, channel }) => [state, channel])).toEqual([['sent', 'email']]);
  }, 60_000);

  it('are refused without a ground, and for a reminder of another clinic', async () => {
    const row = await dayBefore();
    expect((await act(row, 'cancel', {})).status).toBe(400);
    const path = `/v1/reminders/${row.reminderId}/cancel`;
    const foreign = await service.call('POST', path, { body: { ground: 'other' }, clinicId: 'clinic-oak' });
    expect(foreign.status).toBe(404);
    expect(await dayBefore()).toMatchObject({ state: 'planned' });
  }, 60_000);
});
