import { bookingConfirmedV1 } from '@aftercare/contracts';
import { DeliveryReports } from '../src/delivery/application/ports.js';
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

  /** The text failed; the email that follows it is planned. */
  const failedText = async (): Promise<ReminderView> => {
    service.sms.outcome = () => Promise.resolve({ outcome: 'in-doubt' });
    await service.step(DAY_BEFORE);
    expect((await act(await dayBefore(), 'retry')).body).toMatchObject({ code: 'REMINDER_STATE' });
    service.sms.found = { found: true, providerId: 'SM1', status: 'undelivered' };
    await service.step('2027-03-15T10:31:00Z');
    const [failed] = await service.reminders('&state=failed');
    if (failed === undefined) throw new Error('nothing failed');
    return failed;
  };
  const refuseEmails = async (): Promise<void> => {
    service.email.outcome = () => Promise.resolve({ outcome: 'refused', code: '554', reason: 'PROVIDER_REFUSED' });
    await service.step('2027-03-15T10:32:00Z');
    service.sms.outcome = () => Promise.resolve({ outcome: 'accepted', providerId: 'SM2' });
  };
  const retried = async (): Promise<readonly unknown[]> =>
    (await service.reminders())
      .filter(({ cause }) => cause === 'STAFF_RETRIED')
      .map(({ state, channel, reason }) => [state, channel, reason]);

  it('cannot send a failed one once more while the ladder carries it on, or nobody knows about it', async () => {
    const failed = await failedText();
    const refused = await act(failed, 'retry');
    expect([refused.status, refused.body]).toMatchObject([409, { code: 'CARRIED_ON' }]);
    await service.step('2027-03-15T10:32:00Z');
    expect((await act(failed, 'retry')).body).toMatchObject({ code: 'CARRIED_ON' });
    // The confirmation, and the reminder on its other way.
    expect(service.email.sent).toHaveLength(2);
    expect(await retried()).toEqual([]);
  }, 60_000);

  it('send one that failed on both ways once more, once however often they ask', async () => {
    const failed = await failedText();
    await refuseEmails();
    const body = { ground: 'told-by-phone', channel: 'sms' };
    const answers = [await act(failed, 'retry', body), await act(failed, 'retry', body)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    await service.step('2027-03-15T10:33:00Z');
    expect(await retried()).toEqual([['sent', 'sms', undefined]]);
  }, 60_000);

  it('need not, when the first one arrives after all', async () => {
    const failed = await failedText();
    await refuseEmails();
    await act(failed, 'retry', { ground: 'told-by-phone', channel: 'sms' });
    const attemptId = service.sms.sent[0]?.attemptId ?? '';
    const report = { attemptId, channel: 'sms', providerId: 'SM1', status: 'delivered' } as const;
    await service.app.get(DeliveryReports, { strict: false }).execute(report);
    await service.step('2027-03-15T10:33:00Z');
    expect(await retried()).toEqual([['withdrawn', undefined, 'ARRIVED']]);
    expect(service.sms.sent).toHaveLength(1);
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
