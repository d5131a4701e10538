import {
  consentWithdrawnV1,
  diaryRecordedV1,
  flagClearedV1,
  flagRaisedV1,
  intervalWishedV1,
  wishChangedV1,
} from '@aftercare/contracts';
import type { DataOf, EventContract } from '@aftercare/contracts';
import { say, Transactions } from '@aftercare/messaging';
import type { Role } from '@aftercare/platform';
import { eventually } from '@aftercare/testing';
import { RunningService } from './testing/running-service.js';
import type { Said } from './testing/running-service.js';

const RISE = [
  { startsOn: '2027-02-01', endsOn: '2027-03-01', days: 28, burdenDays: 9, headacheDays: 10, complete: 1 },
  { startsOn: '2027-01-04', endsOn: '2027-02-01', days: 28, burdenDays: 5, headacheDays: 6, complete: 1 },
];

describe('the next visit of a client', () => {
  let service: RunningService;
  let clientRef: string;
  let path: string;

  const planned = (dueOn: string) => (said: readonly Said[]) =>
    said.findLast(({ type }) => type.includes('.followup.'))?.data['dueOn'] === dueOn;
  const withdrawn = (reason: string) => (said: readonly Said[]) =>
    said.findLast(({ type }) => type.includes('.followup.'))?.data['reason'] === reason;
  const lastSaid = async (what: (said: readonly Said[]) => boolean) =>
    (await service.heard(what)).findLast(({ type }) => type.includes('.followup.'))?.data;
  const shown = async (as?: 'practitioner' | 'front-desk') =>
    (await service.get(path, as === undefined ? {} : { as })).body as Record<string, unknown>;

  /** Waits, bounded, until the plan shows it: a changed reason behind the same day says nothing. */
  const settled = (what: (plan: Record<string, unknown>) => boolean) =>
    eventually(async () => {
      if (!what(await shown())) throw new Error('not yet');
    });

  beforeAll(async () => {
    service = await RunningService.start('2027-03-01T08:00:00Z');
    const opening = { clinicId: service.clinicId, name: 'Elm Rooms', alias: 'Elm Rooms', country: 'GB' };
    const where = { zone: 'Europe/London', locale: 'en-GB', holidayRegion: 'GB-ENG' };
    await service.post('/internal/clinics', { ...opening, ...where }, { as: 'service' });
    const practitionerId = ((await service.post('/v1/practitioners', { name: 'Ana' })).body as { id: string }).id;
    clientRef = ((await service.post('/v1/clients', { firstName: 'Mara' })).body as { ref: string }).ref;
    path = `/v1/clients/${clientRef}/follow-up`;
    service.outcomes.answers.set(clientRef, { burdenWindows: RISE, wish: 'not-now' });
    const visit = { clientRef, practitionerId, techniques: ['swedish'], startsAt: '2027-03-01T09:00:00Z' };
    const booked = (await service.post('/v1/bookings', visit)).body as { id: string };
    await service.step('2027-03-01T10:30:00Z');
    await service.post(`/v1/bookings/${booked.id}/complete`, {});
    await service.heard(planned('2027-03-22'));
  }, 60_000);

  afterAll(() => service.stop(), 30_000);

  it('is refused a region of public holidays that nobody knows, by name', async () => {
    const answer = await service.call('PATCH', '/v1/clinic', { body: { holidayRegion: 'GB-MOON' } });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'INVALID_INPUT', fields: [{ field: 'holidayRegion' }] });
    const look = await service.post('/internal/clinics/look-up', { clinicIds: [service.clinicId] }, { as: 'service' });
    expect(look.body).toMatchObject({ items: [{ holidayRegion: 'GB-ENG' }] });
  });

  it('is shown with its reasons in order, asked of outcomes with a token', async () => {
    expect(service.outcomes.authorised).toBe(true);
    expect(await shown('practitioner')).toMatchObject({
      status: 'planned',
      dueOn: '2027-03-22',
      windowStart: '2027-03-15',
      windowEnd: '2027-03-29',
      policyVersion: 'cadence@1',
      lapsesOn: '2027-04-12',
      reasons: [
        { rule: 'B', code: 'BASE', days: 21, applied: true },
        { rule: 'A3', code: 'BURDEN_ROSE_TO_CONFIRM', days: 0, applied: false },
      ],
      riseToConfirm: '2027-03-01',
      suggestDoctor: true,
      lastWish: 'not-now',
      missing: [],
    });
  });

  it('tells the desk its day and nothing about how the client is', async () => {
    const desk = await shown('front-desk');
    expect(desk).toMatchObject({ status: 'planned', dueOn: '2027-03-22' });
    expect(Object.keys(desk)).not.toEqual(expect.arrayContaining(['reasons']));
    expect(JSON.stringify(desk)).not.toMatch(/BURDEN|STRESS|EFFECT|carePlan|lastWish|riseToConfirm/);
    const refused = await service.call('PUT', `${path}/interval`, { body: { days: 20 }, as: 'front-desk' });
    expect(refused.status).toBe(403);
  });

  /** Every route that settles something, with a body that its schema takes. */
  const ROUTES: readonly { readonly method: string; readonly route: string; readonly body?: object }[] = [
    { method: 'PUT', route: 'interval', body: { days: 20 } },
    { method: 'DELETE', route: 'interval' },
    { method: 'PUT', route: 'series', body: { sessions: 6, from: '2027-03-01' } },
    { method: 'DELETE', route: 'series' },
    { method: 'POST', route: 'stress-periods', body: { from: '2027-05-01', to: '2027-05-02', saidBy: 'client' } },
    { method: 'DELETE', route: 'stress-periods/one' },
    { method: 'POST', route: 'confirm-rise', body: { windowEndsOn: '2027-03-01' } },
    { method: 'POST', route: 'review', body: { sessionId: 'session' } },
  ];

  it.each(ROUTES)('$method $route is for those who treat, and for nobody of another clinic', async (one) => {
    const { method, route, body } = one;
    const status = async (as: Role | 'nobody', clinicId = service.clinicId) =>
      (await service.call(method, `${path}/${route}`, { ...(body === undefined ? {} : { body }), as, clinicId }))
        .status;
    expect([await status('nobody'), await status('front-desk'), await status('integrator')]).toEqual([401, 403, 403]);
    const treating = ['owner', 'practitioner'] as const;
    expect(await Promise.all(treating.map((as) => status(as, 'other')))).toEqual([404, 404]);
  });

  it('has a rise confirmed and a plan looked at by those who treat, who read how the days were', async () => {
    for (const { method, route, body = {} } of ROUTES.filter(({ route }) => ['confirm-rise', 'review'].includes(route)))
      expect((await service.call(method, `${path}/${route}`, { body, as: 'manager' })).status).toBe(403);
  });

  it('is read by all staff of its clinic, and by nobody of another', async () => {
    const roles = ['owner', 'manager', 'practitioner', 'front-desk', 'integrator'] as const;
    const own = await Promise.all(roles.map(async (as) => (await service.get(path, { as })).status));
    expect(own).toEqual([200, 200, 200, 200, 200]);
    const other = await Promise.all(
      roles.map(async (as) => (await service.get(path, { as, clinicId: 'other' })).status),
    );
    expect(other).toEqual([404, 404, 404, 404, 404]);
    expect((await service.get(path, { as: 'nobody' })).status).toBe(401);
  });

  it('comes earlier once a practitioner confirms the rise, and only the rise that stands there', async () => {
    const old = await service.post(`${path}/confirm-rise`, { windowEndsOn: '2027-02-01' });
    expect([old.status, (old.body as { code: string }).code]).toEqual([409, 'RISE_NOT_FOUND']);
    expect((await service.post(`${path}/confirm-rise`, { windowEndsOn: '2027-03-01' })).status).toBe(200);
    expect(await lastSaid(planned('2027-03-15'))).toMatchObject({ clientRef, dueOn: '2027-03-15' });
  });

  it('follows an interval that a practitioner sets, with a reason where it needs one, and clears again', async () => {
    const put = (body: object) => service.call('PUT', `${path}/interval`, { body, as: 'practitioner' });
    const refused = await put({ days: 35 });
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({ code: 'INTERVAL_REASON_NEEDED', fields: [{ field: 'reason' }] });
    expect((await put({ days: 60, reason: 'x' })).status).toBe(400);
    expect((await put({ days: 35, reason: 'works away' })).status).toBe(200);
    expect(await lastSaid(planned('2027-04-05'))).toMatchObject({ dueOn: '2027-04-05' });
    expect(await shown()).toMatchObject({ carePlan: { interval: { days: 35, reason: 'works away', by: 'a' } } });
    expect(JSON.stringify(await service.said())).not.toContain('works away');
  });

  it('is held by a client who wants none, whatever the practitioner set, and both are shown', async () => {
    await service.call('PATCH', `/v1/clients/${clientRef}`, { body: { intervalWish: { kind: 'none' } } });
    expect(await lastSaid(withdrawn('STOPPED'))).toMatchObject({ reason: 'STOPPED' });
    expect(await shown('front-desk')).toMatchObject({
      status: 'held',
      rule: 'H5',
      reason: 'STOPPED',
      disagree: true,
      intervals: { practitioner: { days: 35 }, client: { kind: 'none' }, wishSaidAt: '2027-03-01T10:30:00.000Z' },
    });
    await service.call('PATCH', `/v1/clients/${clientRef}`, { body: { intervalWish: null } });
    expect((await service.call('DELETE', `${path}/interval`)).status).toBe(200);
    expect(await lastSaid(planned('2027-03-15'))).toMatchObject({ dueOn: '2027-03-15' });
  });

  it('comes earlier in a declared time of high stress and goes back when it is taken back', async () => {
    service.outcomes.answers.set(clientRef, {});
    const period = { from: '2027-03-10', to: '2027-03-20', saidBy: 'client' };
    const declared = await service.post(`${path}/stress-periods`, period, { headers: { 'idempotency-key': 'k1' } });
    await service.post(`${path}/stress-periods`, period, { headers: { 'idempotency-key': 'k1' } });
    const [one, ...more] = (declared.body as { stressPeriods: readonly { id: string }[] }).stressPeriods;
    expect(more).toEqual([]);
    // The day stays: what brought it there is another reason now.
    await settled((plan) => JSON.stringify(plan['reasons']).includes('A1'));
    expect(await shown()).toMatchObject({ dueOn: '2027-03-15', reasons: [{ rule: 'B' }, { rule: 'A1', days: -7 }] });
    expect((await service.call('DELETE', `${path}/stress-periods/${one?.id ?? ''}`)).status).toBe(200);
    expect(await lastSaid(planned('2027-03-22'))).toMatchObject({ dueOn: '2027-03-22' });
    expect((await service.call('DELETE', `${path}/stress-periods/nobody`)).status).toBe(404);
  }, 60_000);

  it('waits while outcomes is silent, and says what is missing from the page meanwhile', async () => {
    service.outcomes.silent = true;
    const series = { sessions: 6, from: '2027-03-01' };
    expect((await service.call('PUT', `${path}/series`, { body: series })).status).toBe(200);
    expect(await shown()).toMatchObject({ dueOn: '2027-03-22', missing: ['forms'] });
    service.outcomes.silent = false;
    expect(await lastSaid(planned('2027-03-15'))).toMatchObject({ dueOn: '2027-03-15' });
    expect(await shown()).toMatchObject({ reasons: [{ rule: 'B' }, { rule: 'A2', code: 'SERIES_START' }] });
  }, 40_000);

  it('follows what other services say over their topics', async () => {
    const at = '2027-03-01T11:00:00.000Z';
    const hear = <C extends EventContract>(contract: C, data: DataOf<C>) =>
      service.app.get(Transactions).run(async (work) => work.say(say(contract, service.clinicId, data), 1));
    const few = RISE.map((window) => ({ ...window, burdenDays: 1 }));
    service.outcomes.answers.set(clientRef, { burdenWindows: few, burdenSource: 'diary' });
    await hear(diaryRecordedV1, { clientRef, date: '2027-03-01', version: 1, at, notToday: false });
    expect(await lastSaid(planned('2027-03-22'))).toBeDefined();
    service.outcomes.answers.set(clientRef, { openFlag: 'R' });
    await hear(flagRaisedV1, { flagId: 'f', clientRef, level: 'R', at });
    expect(await lastSaid(withdrawn('SAFETY_HOLD'))).toBeDefined();
    service.outcomes.answers.delete(clientRef);
    await hear(flagClearedV1, { flagId: 'f', clientRef, at });
    await lastSaid(planned('2027-03-15'));
    await hear(wishChangedV1, { surveyId: 's', clientRef, wish: 'stop', at });
    expect(await lastSaid(withdrawn('STOPPED'))).toBeDefined();
    // Four weeks after the visit is Easter Monday.
    await hear(intervalWishedV1, { surveyId: 't', clientRef, intervalDays: 28, at: '2027-03-01T12:00:00.000Z' });
    expect(await lastSaid(planned('2027-03-30'))).toMatchObject({ dueOn: '2027-03-30' });
    await hear(consentWithdrawnV1, { clientRef, channel: 'email', purpose: 'follow-up', at });
    expect(await lastSaid(withdrawn('NO_CONSENT'))).toBeDefined();
    expect(await shown()).toMatchObject({ intervals: { client: { kind: 'days', days: 28 } }, rule: 'H2' });
  }, 60_000);

  it('is said to be lapsed on day 42 if nothing was booked, and nothing else follows from it', async () => {
    const before = (await service.said()).length;
    await service.step('2027-04-12T09:00:00Z');
    const said = (await service.said()).slice(before);
    expect(said.map(({ type, data }) => [type, data['lapsedOn']])).toEqual([
      ['aftercare.scheduling.followup.lapsed.v1', '2027-04-12'],
    ]);
    expect(await shown('front-desk')).toMatchObject({ lapsedOn: '2027-04-12' });
  });
});
