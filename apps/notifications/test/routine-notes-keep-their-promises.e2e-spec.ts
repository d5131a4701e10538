import {
  clientChangedV1,
  clinicChangedV1,
  diaryRecordedV1,
  flagClearedV1,
  flagRaisedV1,
  followupPlannedV1,
  surveyAnsweredV1,
  surveyPlannedV1,
  wishChangedV1,
} from '@aftercare/contracts';
import type { DataOf } from '@aftercare/contracts';
import { Consents } from '../src/consents/application/ports.js';
import { AnswerLedger } from '../src/reminders/application/ports.js';
import { RunningNotifications } from './testing/running-notifications.js';

const MONDAY = '2027-03-15T08:00:00Z';

describe('routine notes', () => {
  let service: RunningNotifications;
  let clientRef = '';
  let number = 0;

  beforeAll(async () => {
    service = await RunningNotifications.start({ startsAt: MONDAY });
  }, 60_000);
  afterAll(() => service.stop(), 30_000);

  beforeEach(async () => {
    number += 1;
    clientRef = `client-${number}`;
    service.owners.aClient({ clientRef });
    const entries = (['survey', 'follow-up'] as const).flatMap((purpose) =>
      (['sms', 'email'] as const).map((channel) => ({ channel, purpose, granted: true })),
    );
    const { status } = await service.call('PUT', `/v1/clients/${clientRef}/consents`, { body: { entries } });
    expect(status).toBe(200);
  });

  const aSurvey = (changes: Partial<DataOf<typeof surveyPlannedV1>> = {}): DataOf<typeof surveyPlannedV1> => {
    const surveyId = changes.surveyId ?? `survey-${number}`;
    service.owners.surveys.set(surveyId, { surveyId, state: 'planned', generation: 0 });
    return {
      surveyId,
      clientRef,
      version: 1,
      instrument: 'post-session@1',
      generation: 0,
      sessionId: `session-${number}`,
      inviteAt: '2027-03-16T11:30:00Z',
      remindAt: '2027-03-17T11:30:00Z',
      closesAt: '2027-03-19T11:30:00Z',
      ...changes,
    };
  };
  const aFollowUp = (changes: Partial<DataOf<typeof followupPlannedV1>> = {}): DataOf<typeof followupPlannedV1> => ({
    sessionId: `session-${number}`,
    clientRef,
    version: 1,
    dueOn: '2027-03-30',
    dueAt: '2027-03-30T09:00:00Z',
    windowStart: '2027-03-23',
    windowEnd: '2027-04-06',
    policyVersion: 'cadence@1',
    ...changes,
  });
  const told = async (): Promise<readonly string[]> =>
    (await service.reminders(`&client=${clientRef}`)).map(({ kind, state, channel, reason }) =>
      [kind, state, channel, reason].filter((part) => part !== undefined).join(' '),
    );

  it('invite by email, remind by text, and end with the answer', async () => {
    await service.hear(surveyPlannedV1, aSurvey());
    await service.step('2027-03-16T11:30:00Z');
    expect(await told()).toEqual(['invitation sent email', 'reminder planned']);
    await service.step('2027-03-17T11:30:00Z');
    expect(await told()).toEqual(['invitation sent email', 'reminder sent sms']);
    const other = aSurvey({
      surveyId: `survey-${number}b`,
      inviteAt: '2027-03-18T11:30:00Z',
      remindAt: '2027-03-19T10:00:00Z',
    });
    await service.hear(surveyPlannedV1, other);
    await service.hear(surveyAnsweredV1, {
      surveyId: other.surveyId,
      clientRef,
      version: 2,
      instrument: other.instrument,
      answeredAt: '2027-03-17T12:00:00Z',
    });
    expect((await told()).slice(2)).toEqual(['invitation withdrawn ANSWERED', 'reminder withdrawn ANSWERED']);
  }, 60_000);

  it('come at most once a day, the survey first', async () => {
    await service.hear(
      surveyPlannedV1,
      aSurvey({ inviteAt: '2027-03-22T09:00:00Z', remindAt: '2027-03-23T09:00:00Z', closesAt: '2027-03-26T09:00:00Z' }),
    );
    await service.hear(followupPlannedV1, aFollowUp({ dueOn: '2027-03-22' }));
    await service.step('2027-03-22T09:00:00Z');
    await service.step('2027-03-22T10:00:00Z');
    expect((await told()).toSorted()).toEqual(
      ['invitation sent email', 'nudge planned SURVEY_FIRST', 'reminder planned', 'second-nudge planned'].toSorted(),
    );
  }, 60_000);

  it('wait while a flag is open and go when it is cleared', async () => {
    await service.hear(flagRaisedV1, { flagId: `flag-${number}`, clientRef, level: 'U', at: '2027-03-22T10:00:00Z' });
    await service.hear(
      surveyPlannedV1,
      aSurvey({ inviteAt: '2027-03-23T11:30:00Z', remindAt: '2027-03-24T11:30:00Z', closesAt: '2027-03-26T11:30:00Z' }),
    );
    await service.step('2027-03-23T11:30:00Z');
    // The list is in the order of time, and what a flag holds is looked at an hour later.
    expect(await told()).toEqual(['invitation held SAFETY_HOLD', 'reminder planned']);
    await service.hear(flagClearedV1, { flagId: `flag-${number}`, clientRef, at: '2027-03-23T11:30:00Z' });
    await service.step('2027-03-23T11:30:00Z');
    expect((await told()).toSorted()).toEqual(['invitation sent email SAFETY_HOLD', 'reminder planned']);
  }, 60_000);

  it('wait for the next morning where the diary says that today is no day for them', async () => {
    await service.hear(
      surveyPlannedV1,
      aSurvey({ inviteAt: '2027-03-23T12:30:00Z', remindAt: '2027-03-25T11:30:00Z', closesAt: '2027-03-26T11:30:00Z' }),
    );
    const day = { clientRef, date: '2027-03-23', version: 1 };
    await service.hear(diaryRecordedV1, { ...day, at: '2027-03-23T12:00:00Z', notToday: true });
    await service.step('2027-03-23T12:30:00Z');
    expect(await told()).toEqual(['invitation planned CLIENT_IN_ATTACK', 'reminder planned']);
    await service.step('2027-03-24T09:00:00Z');
    expect(await told()).toEqual(['invitation sent email CLIENT_IN_ATTACK', 'reminder planned']);
  }, 60_000);

  it('need consent, which a wish in a survey ends', async () => {
    await service.hear(wishChangedV1, {
      surveyId: `survey-${number}`,
      clientRef,
      wish: 'stop',
      at: '2027-03-23T12:00:00Z',
    });
    await service.hear(followupPlannedV1, aFollowUp({ dueOn: '2027-03-24' }));
    await service.step('2027-03-24T10:00:00Z');
    expect(await told()).toEqual(['nudge skipped NO_CONSENT', 'second-nudge planned']);
  }, 60_000);

  it('of a client who moves come at the same hour of the day there', async () => {
    await service.hear(followupPlannedV1, aFollowUp());
    service.owners.aClient({ clientRef, zone: 'America/New_York', version: 2 });
    await service.hear(clientChangedV1, { clientRef, version: 2 });
    const [nudge] = await service.reminders(`&client=${clientRef}`);
    expect(nudge).toMatchObject({
      zone: 'America/New_York',
      dueAt: '2027-03-30T14:00:00.000Z',
      reason: 'ZONE_CHANGED',
    });
  }, 60_000);

  it('and every text end with a STOP, whose one answer still goes out at night', async () => {
    const contact = service.owners.clients.get(clientRef);
    const phone = contact?.phone ?? '';
    const consents = service.app.get(Consents, { strict: false });
    const stop = { clinicId: service.clinicId, phone, evidence: { source: 'sms-stop', reference: 'SM1' } } as const;
    await service.call('GET', `/v1/clients/${clientRef}/consents`);
    expect(await consents.withdrawAllSms(stop)).toBe(true);
    expect(await consents.withdrawAllSms(stop)).toBe(false);
    await service.step('2027-03-24T23:00:00Z');
    await service.app
      .get(AnswerLedger, { strict: false })
      .owe({ clinicId: service.clinicId, clientRef, kind: 'stop-confirmation', occurrence: 'SM1', channel: 'sms' });
    await service.step('2027-03-24T23:00:00Z');
    service.owners.aClient({ ...contact, clientRef, phone, email: null, version: 3 });
    await service.hear(clientChangedV1, { clientRef, version: 3 });
    await service.hear(
      surveyPlannedV1,
      aSurvey({ inviteAt: '2027-03-25T11:30:00Z', remindAt: '2027-03-26T11:30:00Z', closesAt: '2027-03-29T11:30:00Z' }),
    );
    await service.step('2027-03-25T11:30:00Z');
    expect(await told()).toEqual(['stop-confirmation sent sms', 'invitation skipped STOPPED', 'reminder planned']);
    const record = await service.call('GET', `/v1/clients/${clientRef}/consents`);
    expect(record.body).toHaveProperty('stoppedAt');
  }, 60_000);

  it('and nothing at all leaves a clinic whose sending is off', async () => {
    service.owners.clinic = { ...service.owners.clinic, sendMode: 'off', version: 2 };
    await service.hear(clinicChangedV1, { clinicId: service.clinicId, version: 2 });
    await service.hear(
      surveyPlannedV1,
      aSurvey({ inviteAt: '2027-03-25T11:40:00Z', remindAt: '2027-03-26T11:30:00Z', closesAt: '2027-03-29T11:30:00Z' }),
    );
    await service.step('2027-03-25T11:40:00Z');
    expect((await told())[0]).toBe('invitation skipped SEND_OFF');
  }, 60_000);

  it('are listed for their own clinic only, and exported for services only', async () => {
    const [row] = await service.reminders();
    expect((await service.call('GET', `/v1/reminders/${row?.reminderId ?? ''}`)).status).toBe(200);
    expect((await service.call('GET', `/v1/reminders/${row?.reminderId ?? ''}`, { clinicId: 'another' })).status).toBe(
      404,
    );
    expect((await service.call('GET', `/internal/ledger?clinicId=${service.clinicId}`)).status).toBe(403);
    const { body } = await service.call('GET', `/internal/ledger?clinicId=${service.clinicId}&limit=2`, {
      as: 'service',
    });
    expect((body as { items: readonly object[]; next?: string }).items).toHaveLength(2);
    expect((body as { next?: string }).next).toEqual(expect.any(String));
  }, 60_000);
});
