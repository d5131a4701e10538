import { replyUnderstoodV1 } from '@aftercare/contracts';
import { say, Transactions } from '@aftercare/messaging';
import { LinkTokens } from '@aftercare/platform';
import { RunningService } from './testing/running-service.js';

const NOW = '2027-03-01T08:00:00Z';

describe('a client who answers the note about a visit', () => {
  let service: RunningService;
  let bookingId = '';
  beforeAll(async () => {
    service = await RunningService.start(NOW);
    const names = { name: 'Elm Rooms', alias: 'Elm Rooms', country: 'GB', zone: 'Europe/London', locale: 'en-GB' };
    await service.post('/internal/clinics', { ...names, clinicId: service.clinicId }, { as: 'service' });
    const { id: practitionerId } = (await service.post('/v1/practitioners', { name: 'Ana' })).body as { id: string };
    const person = { firstName: 'Mara', lastName: 'Stone', phone: '07700 900123' };
    const { ref: clientRef } = (await service.post('/v1/clients', person)).body as { ref: string };
    const visit = { clientRef, practitionerId, techniques: ['swedish'], startsAt: '2027-03-08T10:00:00Z' };
    bookingId = ((await service.post('/v1/bookings', visit)).body as { id: string }).id;
  }, 60_000);
  afterAll(() => service.stop(), 30_000);

  let version = 0;
  const replies = async (intent: 'yes' | 'no', sequence = 0) => {
    version += 1;
    const data = { bookingId, sequence, intent, at: NOW };
    await service.app
      .get(Transactions)
      .run(async (work) => work.say(say(replyUnderstoodV1, service.clinicId, data), version));
  };
  const acknowledged = async (times: number) => {
    const isAbout = ({ type }: { readonly type: string }) => type.includes('attendance.acknowledged');
    const said = await service.heard((all) => all.filter(isAbout).length >= times);
    return said.filter(isAbout).map(({ data }) => data['expected']);
  };
  const booking = async () => (await service.get(`/v1/bookings/${bookingId}`)).body;

  it('is expected, says the service once, until they take it back; the place is held all the time', async () => {
    await replies('yes');
    await replies('yes');
    expect(await acknowledged(1)).toEqual([true]);
    expect(await booking()).toMatchObject({ state: 'booked', expectedSince: new Date(NOW).toISOString() });
    await replies('no');
    expect(await acknowledged(2)).toEqual([true, false]);
    expect(await booking()).toMatchObject({ state: 'booked', sequence: 0 });
    expect(await booking()).not.toHaveProperty('expectedSince');
  }, 60_000);

  it('takes back by text what they said on the page of the visit', async () => {
    const token = service.app.get(LinkTokens).token('booking', bookingId, 0);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    await service.call('POST', `/b/${token}/confirm`, { as: 'nobody', body: 'sequence=0', headers });
    expect(await acknowledged(3)).toEqual([true, false, true]);
    expect(await booking()).toMatchObject({ expectedSince: new Date(NOW).toISOString() });
    await replies('no');
    expect(await acknowledged(4)).toEqual([true, false, true, false]);
    expect(await booking()).not.toHaveProperty('expectedSince');
  }, 60_000);

  it('is not expected at a time that they never heard of', async () => {
    await replies('yes', 7);
    await replies('yes');
    expect(await acknowledged(5)).toEqual([true, false, true, false, true]);
  }, 60_000);
});
