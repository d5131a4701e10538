import { RunningService } from './testing/running-service.js';

const MONDAY = '2027-03-01T08:00:00Z';

describe('a booking becomes a session', () => {
  let service: RunningService;
  let practitionerId: string;
  let clientRef: string;

  const bookBody = (startsAt: string, more: object = {}) => ({
    clientRef,
    practitionerId,
    techniques: ['swedish'],
    startsAt,
    ...more,
  });

  beforeAll(async () => {
    service = await RunningService.start(MONDAY);
    const settings = { locale: 'en-GB', rooms: ['blue'], place: '12 Elm Road' };
    expect((await service.openClinic(settings)).status).toBe(201);
    expect((await service.openClinic({ ...settings, clinicId: 'other-clinic' })).status).toBe(201);
    practitionerId = ((await service.post('/v1/practitioners', { name: 'Ana' })).body as { id: string }).id;
    const client = await service.post('/v1/clients', {
      firstName: 'Mara',
      lastName: 'Stone',
      phone: '07700 900123',
      email: 'Mara@Example.com',
      yearOfBirth: 1980,
    });
    expect(client.status).toBe(201);
    expect(client.body).toMatchObject({ phone: '+447700900123', email: 'mara@example.com', zone: null });
    clientRef = (client.body as { ref: string }).ref;
  }, 60_000);

  afterAll(() => service.stop(), 30_000);

  it('says so when it opens a clinic and registers a client, with ids only', async () => {
    expect(await service.saidTypes()).toEqual(expect.arrayContaining(['clinic.changed', 'client.changed']));
    expect(JSON.stringify(await service.said())).not.toMatch(/Mara|Stone|447700|Elm Road|swedish/);
  });

  it('stores nothing that names a person in clear and finds the client by number or address', async () => {
    const byPhone = await service.get(`/v1/clients?phone=${encodeURIComponent('+44 7700 900 123')}`);
    expect(byPhone.body).toMatchObject({ items: [{ ref: clientRef, lastName: 'Stone' }] });
    expect((await service.get('/v1/clients?email=MARA@example.com')).body).toMatchObject({
      items: [{ ref: clientRef }],
    });
    expect((await service.get('/v1/clients?email=nobody@example.com')).body).toEqual({ items: [] });
  });

  it('tells lists a first name and an initial, and nothing else about a person', async () => {
    const names = await service.get(`/v1/client-names?refs=${clientRef},nobody`);
    expect(names.body).toEqual({ items: [{ ref: clientRef, firstName: 'Mara', initial: 'S' }] });
    expect((await service.get(`/v1/client-names?refs=${clientRef}`, { clinicId: 'other-clinic' })).body).toEqual({
      items: [],
    });
  });

  it('knows what day it is at the clinic', async () => {
    expect((await service.get('/v1/clinic')).body).toMatchObject({ zone: 'Europe/London', today: '2027-03-01' });
  });

  it('gives one of twenty bookings of the same time the place', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => service.post('/v1/bookings', bookBody('2027-03-08T10:00:00Z'))),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(19);
    expect(refused[0]?.body).toMatchObject({ code: 'SLOT_TAKEN', fields: [{ field: 'practitionerId' }] });
    expect((await service.saidTypes()).filter((type) => type === 'booking.confirmed')).toHaveLength(1);
  }, 30_000);

  it('holds one place for a request that is repeated under one key', async () => {
    const options = { headers: { 'idempotency-key': 'one-request' } };
    const first = await service.post('/v1/bookings', bookBody('2027-03-08T14:00:00Z', { room: 'blue' }), options);
    const again = await service.post('/v1/bookings', bookBody('2027-03-08T14:00:00Z', { room: 'blue' }), options);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect((first.body as { first: boolean }).first).toBe(false);
    expect((await service.post('/v1/bookings', bookBody('2027-03-09T14:00:00Z'), options)).body).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('names the field of each thing that does not fit', async () => {
    const refuse = async (startsAt: string, more: object) =>
      (await service.post('/v1/bookings', bookBody(startsAt, more))).body;
    expect(await refuse('2027-03-10T10:00:00Z', { techniques: ['trigger-point'] })).toMatchObject({
      code: 'NOT_TRAINED',
      status: 400,
      fields: [{ field: 'practitionerId' }],
    });
    expect(
      await refuse('2027-03-10T10:00:00Z', { techniques: ['swedish', 'deep-tissue'], durationMin: 60 }),
    ).toMatchObject({ code: 'TOO_SHORT', fields: [{ field: 'durationMin', message: 'must be at least 75 minutes' }] });
    expect(await refuse('2027-03-10T10:00:00Z', { durationMin: 150 })).toMatchObject({ code: 'TOO_LONG' });
    expect(await refuse('2027-03-14T10:00:00Z', {})).toMatchObject({
      code: 'CLINIC_CLOSED',
      fields: [{ field: 'startsAt' }],
    });
    expect(await refuse('2027-02-01T10:00:00Z', {})).toMatchObject({ code: 'IN_THE_PAST' });
    expect(await refuse('2027-03-08T14:30:00Z', { room: 'blue', overlapReason: 'two at once' })).toMatchObject({
      room: 'blue',
      overlapReason: 'two at once',
    });
  });

  it('answers 404 for what belongs to another clinic', async () => {
    const elsewhere = { clinicId: 'other-clinic' };
    const { items } = (await service.get('/v1/bookings?limit=1')).body as { items: { id: string }[]; next: string };
    const id = items[0]?.id ?? '';
    expect((await service.get(`/v1/bookings/${id}`, elsewhere)).status).toBe(404);
    expect((await service.get(`/v1/clients/${clientRef}`, elsewhere)).status).toBe(404);
    expect((await service.post(`/v1/bookings/${id}/cancel`, {}, elsewhere)).status).toBe(404);
    expect((await service.post('/v1/bookings', bookBody('2027-03-11T10:00:00Z'), elsewhere)).status).toBe(404);
    expect(
      (
        await service.post(
          '/internal/bookings/look-up',
          { refs: [{ clinicId: 'other-clinic', bookingId: id }] },
          { as: 'service' },
        )
      ).body,
    ).toEqual({ items: [] });
  });

  it('moves, cancels, presumes, completes and plans the next visit', async () => {
    const made = (await service.post('/v1/bookings', bookBody('2027-03-02T10:00:00Z'))).body as { id: string };
    const moved = await service.post(`/v1/bookings/${made.id}/move`, { startsAt: '2027-03-02T15:00:00Z' });
    expect(moved.body).toMatchObject({ sequence: 1, endsAt: '2027-03-02T16:00:00.000Z' });
    for (const { id } of (
      (await service.get('/v1/bookings?from=2027-03-03T00:00:00Z')).body as { items: { id: string }[] }
    ).items)
      expect((await service.post(`/v1/bookings/${id}/cancel`, {})).body).toMatchObject({ state: 'cancelled' });
    await service.step('2027-03-02T18:59:00Z');
    expect((await service.get(`/v1/bookings/${made.id}`)).body).toMatchObject({ state: 'booked' });
    await service.step('2027-03-02T19:00:00Z');
    expect((await service.get(`/v1/bookings/${made.id}`)).body).toMatchObject({ state: 'presumed' });
    const planned = await service.heard((said) => said.some(({ type }) => type.endsWith('followup.planned.v1')));
    expect(planned.at(-1)?.data).toMatchObject({
      clientRef,
      dueOn: '2027-03-23',
      dueAt: '2027-03-23T10:00:00.000Z',
      windowStart: '2027-03-16',
      windowEnd: '2027-03-30',
      policyVersion: 'cadence@1',
    });
    const completed = await service.post(`/v1/bookings/${made.id}/complete`, {
      techniques: ['deep-tissue'],
      areas: ['neck'],
    });
    expect(completed.body).toMatchObject({ state: 'completed', session: { record: 'completed' } });
    const sessionId = (completed.body as { session: { id: string } }).session.id;
    const visits = await service.post(
      '/internal/visits/look-up',
      {
        refs: [
          { clinicId: service.clinicId, clientRef, sessionIds: [sessionId] },
          { clinicId: 'another', clientRef, sessionIds: [sessionId] },
        ],
      },
      { as: 'service' },
    );
    expect(visits.body).toMatchObject({
      clinics: [{ clinicId: service.clinicId }],
      clients: [{ clientRef, yearOfBirth: 1980 }],
      sessions: [{ sessionId, sessionNumber: 1, techniques: ['deep-tissue'], presumed: false, tookPlace: true }],
    });
    expect(await service.saidTypes()).toEqual(
      expect.arrayContaining(['session.presumed', 'session.completed', 'booking.rescheduled', 'booking.cancelled']),
    );
  }, 40_000);

  let ahead = '';

  it('withdraws the plan when the client books again', async () => {
    ahead = ((await service.post('/v1/bookings', bookBody('2027-03-22T10:00:00Z'))).body as { id: string }).id;
    const said = await service.heard((all) => all.some(({ type }) => type.endsWith('followup.withdrawn.v1')));
    const [plan, end] = ['planned', 'withdrawn'].map((what) =>
      said.find(({ type }) => type.endsWith(`followup.${what}.v1`)),
    );
    expect(end?.data).toMatchObject({ reason: 'HAS_BOOKING' });
    expect(Number(end?.data['version'])).toBeGreaterThan(Number(plan?.data['version']));
    const next = await service.post(
      '/internal/clients/next-bookings',
      { refs: [{ clinicId: service.clinicId, clientRef }], after: '2027-03-02T19:00:00Z' },
      { as: 'service' },
    );
    expect(next.body).toMatchObject({ items: [{ clientRef, startsAt: '2027-03-22T10:00:00.000Z' }] });
  }, 40_000);

  /** Of different visits in no order; sorted. */
  const marks = async (count: number): Promise<readonly (readonly unknown[])[]> => {
    const isMark = ({ type }: { readonly type: string }) => type.endsWith('booking.marked.v1');
    const said = (await service.heard((all) => all.filter(isMark).length >= count)).filter(isMark);
    return said.map(({ data }) => [data['startsAt'], data['sequence'], data['afterMiss']]).sort();
  };

  it('tells the visit that is booked already that the one before it was missed, and that it was not', async () => {
    const missed = (await service.post('/v1/bookings', bookBody('2027-03-03T10:00:00Z'))).body as { id: string };
    await service.step('2027-03-03T12:00:00Z');
    await service.post(`/v1/bookings/${missed.id}/no-show`, {});
    await service.post(`/v1/bookings/${missed.id}/complete`, {});
    expect(await marks(2)).toEqual([
      ['2027-03-22T10:00:00.000Z', 0, false],
      ['2027-03-22T10:00:00.000Z', 0, true],
    ]);
    // A visit that is moved behind another one has that one know of a miss.
    await service.post('/v1/bookings', bookBody('2027-03-24T10:00:00Z'));
    await service.post(`/v1/bookings/${missed.id}/no-show`, {});
    await service.post(`/v1/bookings/${ahead}/move`, { startsAt: '2027-03-26T10:00:00Z' });
    expect((await marks(4)).slice(2)).toEqual([
      ['2027-03-22T10:00:00.000Z', 0, true],
      ['2027-03-24T10:00:00.000Z', 0, true],
    ]);
  }, 40_000);
});
