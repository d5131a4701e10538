import { LinkTokens } from '@aftercare/platform';
import { RunningService } from './testing/running-service.js';

describe("the page of a visit, behind the link in a client's message", () => {
  let service: RunningService;
  let practitionerId: string;
  let clientRef: string;

  const book = async (startsAt: string): Promise<{ id: string; token: string }> => {
    const { id } = (
      await service.post('/v1/bookings', { clientRef, practitionerId, techniques: ['swedish'], startsAt })
    ).body as { id: string };
    return { id, token: service.app.get(LinkTokens).token('booking', id, 0) };
  };
  const open = (path: string) => service.call('GET', path, { as: 'nobody' });
  const post = (path: string, body: string) =>
    service.call('POST', path, {
      as: 'nobody',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });

  beforeAll(async () => {
    service = await RunningService.start('2027-05-03T08:00:00Z');
    await service.openClinic({ place: '12 Elm Road', phone: '+442079460123' });
    practitionerId = ((await service.post('/v1/practitioners', { name: 'Ana' })).body as { id: string }).id;
    clientRef = (
      (await service.post('/v1/clients', { firstName: 'Mara', zone: 'Europe/Berlin' })).body as { ref: string }
    ).ref;
  }, 60_000);

  afterAll(() => service.stop(), 30_000);

  it('shows day, time and place in words and names nothing that tells what the visit is for', async () => {
    const { token } = await book('2027-05-11T09:30:00Z');
    const page = await open(`/b/${token}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Tuesday 11 May, 10:30 to 11:30 (London time), 12 Elm Road');
    expect(page.text).toContain('<title>Your visit - Elm Rooms</title>');
    expect(page.text.slice(0, 500)).toContain('background');
    expect(page.text).not.toMatch(/migraine|massage|swedish|Mara|therap|treatment/i);
    expect([
      page.headers.get('cache-control'),
      page.headers.get('referrer-policy'),
      page.headers.get('x-robots-tag'),
    ]).toEqual(['no-store', 'no-referrer', 'noindex, nofollow']);
  });

  it('names the zone only where the client has another, and the year only where it is another', async () => {
    const local = await service.post('/v1/clients', { firstName: 'Jon', zone: 'Europe/London' });
    const { id } = (
      await service.post('/v1/bookings', {
        clientRef: (local.body as { ref: string }).ref,
        practitionerId,
        techniques: ['swedish'],
        startsAt: '2028-01-11T10:30:00Z',
      })
    ).body as { id: string };
    const page = await open(`/b/${service.app.get(LinkTokens).token('booking', id, 0)}`);
    expect(page.text).toContain('Tuesday 11 January 2028, 10:30 to 11:30, 12 Elm Road');
  });

  it('changes nothing when a scanner opens every address', async () => {
    const { id, token } = await book('2027-05-12T09:30:00Z');
    for (const path of ['', '/cancel', '/appointment.ics']) expect((await open(`/b/${token}${path}`)).status).toBe(200);
    expect((await service.get(`/v1/bookings/${id}`)).body).toMatchObject({ state: 'booked', sequence: 0 });
  });

  it('is confirmed by its button only, about the time that the page showed, and says so afterwards', async () => {
    const { id, token } = await book('2027-05-12T13:00:00Z');
    const page = await open(`/b/${token}`);
    expect(page.text).toContain('I will be there');
    expect((await open(`/b/${token}/confirm`)).status).toBe(404);
    expect((await service.get(`/v1/bookings/${id}`)).body).not.toHaveProperty('expectedSince', expect.any(String));
    await post(`/b/${token}/confirm`, 'sequence=7');
    expect((await open(`/b/${token}`)).text).toContain('I will be there');
    const posted = await post(`/b/${token}/confirm`, 'sequence=0');
    expect([posted.status, posted.headers.get('location')]).toEqual([303, `/b/${token}`]);
    const after = (await open(`/b/${token}`)).text;
    expect(after).toContain('Thank you, we expect you.');
    expect(after).not.toContain('I will be there');
    await service.post(`/v1/bookings/${id}/move`, { startsAt: '2027-05-12T15:00:00Z' });
    expect((await open(`/b/${token}`)).text).toContain('I will be there');
    expect((await post('/b/0000000000000000000000/confirm', 'sequence=0')).status).toBe(404);
  });

  it('cancels with one confirmation, says so, and ends the calendar entry', async () => {
    const { id, token } = await book('2027-05-13T09:30:00Z');
    expect((await open(`/b/${token}/cancel`)).text).toContain(
      'Cancel your visit on <bdi>Thursday 13 May at 10:30 (London time)</bdi>?',
    );
    const posted = await post(`/b/${token}/cancel`, 'reason=something-came-up');
    expect([posted.status, posted.headers.get('location')]).toEqual([303, `/b/${token}`]);
    expect((await post(`/b/${token}/cancel`, '')).status).toBe(303);
    expect((await open(`/b/${token}`)).text).toContain('Your visit is cancelled. Nothing more to do.');
    expect((await service.get(`/v1/bookings/${id}`)).body).toMatchObject({
      state: 'cancelled',
      sequence: 1,
      cancelReason: 'something-came-up',
    });
    const file = (await open(`/b/${token}/appointment.ics`)).text;
    expect(file).toContain('METHOD:CANCEL');
    expect(file).toContain('SEQUENCE:1');
  });

  it('offers the visit as a private calendar file that says "Appointment"', async () => {
    const { id, token } = await book('2027-05-14T09:30:00Z');
    await service.post(`/v1/bookings/${id}/move`, { startsAt: '2027-05-14T13:00:00Z' });
    const file = (await open(`/b/${token}/appointment.ics`)).text.replaceAll('\r\n ', '');
    for (const line of [
      'METHOD:PUBLISH',
      'SUMMARY:Appointment',
      'CLASS:PRIVATE',
      `UID:booking-${id}@aftercare`,
      'SEQUENCE:1',
      'DTSTART:20270514T130000Z',
    ])
      expect(file).toContain(`${line}\r\n`);
    expect((await open(`/b/${token}`)).text).toContain('14:00 to 15:00');
  });

  it('shows the phone number instead of buttons inside the cut-off and after the visit', async () => {
    await service.call('PATCH', '/v1/clinic', { body: { cutOffHours: 24 } });
    const { id, token } = await book('2027-05-04T07:30:00Z');
    expect((await open(`/b/${token}`)).text).toContain('To change a visit this close, please call');
    expect((await post(`/b/${token}/cancel`, '')).status).toBe(303);
    expect((await service.get(`/v1/bookings/${id}`)).body).toMatchObject({ state: 'booked' });
    await service.step('2027-05-04T09:00:00Z');
    expect((await open(`/b/${token}`)).text).toContain('This visit is over.');
  });

  it('knows no other link, and tells how to book behind the link of a next visit', async () => {
    expect((await open('/b/0000000000000000000000')).status).toBe(404);
    const unknown = await Promise.all(
      ['/b/short', '/b/0000000000000000000000/cancel', '/b/%00', '/b/0000000000000000000000/appointment.ics'].map(open),
    );
    expect(unknown.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(new Set(unknown.map(({ text }) => text)).size).toBe(1);
    expect(unknown[0]?.text).toContain('We do not know this link.');
    expect((await post('/b/0000000000000000000000/cancel', '')).text).toBe(unknown[0]?.text);
    const next = await open(`/b/${service.app.get(LinkTokens).token('booking', `next:${clientRef}`, 0)}`);
    expect(next.text).toContain('Please call <bdi>+442079460123</bdi> to book your next visit.');
    expect(next.text).toContain('Monday 08:00 to 20:00');
  });
});
