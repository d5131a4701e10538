import { sessionCompletedV1 } from '@aftercare/contracts';
import { runReaction } from '@aftercare/messaging';
import { startCatalogue } from '../../catalogue/domain/technique.js';
import { anEvent, elm } from '../testing/care-events.js';
import { aSession, anOpenBooking, CareWorld, CLIENT, CLINIC } from '../testing/care-world.js';
import { MarkLapsed } from './mark-lapsed.js';

const at = (text: string): Date => new Date(text);
// Day 42 after Monday 1 March, 10:00 where the client lives (London is at summer time by then).
const LAPSE = at('2027-04-12T09:00:00Z');

let world: CareWorld;
const react = async (time: string) => {
  const times = { startedAt: '2027-03-01T10:00:00Z', endedAt: '2027-03-01T11:00:00Z' };
  const data = { sessionId: 'session', bookingId: 'b', clientRef: CLIENT, version: 1, ...times };
  const reaction = world.reaction(elm, startCatalogue(CLINIC));
  return (await runReaction(reaction, [anEvent(sessionCompletedV1, data, time)], { store: world.transactions.store }))
    .says;
};
const mark = () => new MarkLapsed(world.transactions, world.reader, world.followUps);
const said = () => world.transactions.said.map(({ type, data }) => [type.split('.').slice(2, 4).join('.'), data]);
const lapsedOn = async () => (await world.stored())?.state.plan?.lapsedOn;

beforeEach(async () => {
  world = new CareWorld();
  world.care = { latest: aSession(), tookPlaceAt: [aSession().startedAt], openBookings: [] };
  await react('2027-03-01T11:00:00Z');
});

describe('a client who does not come back', () => {
  it('is lapsed on day 42, is said to be once, and is never written to about it', async () => {
    expect(await mark().nextAt()).toEqual(LAPSE);
    await mark().fire(at('2027-04-12T08:59:59Z'));
    expect(said()).toEqual([]);
    await mark().fire(LAPSE);
    await mark().fire(LAPSE);
    expect(said()).toEqual([
      ['followup.lapsed', { sessionId: 'session', clientRef: CLIENT, version: 2, lapsedOn: '2027-04-12' }],
    ]);
    expect(await mark().nextAt()).toBeUndefined();
    // Whatever is heard afterwards: no plan, no withdrawal, still lapsed.
    expect(await react('2027-04-20T10:00:00Z')).toEqual([]);
    expect(await lapsedOn()).toBe('2027-04-12');
  });

  it('is not lapsed while a place is held, nor after it was given up in time', async () => {
    world.care = { ...world.care, openBookings: [anOpenBooking()] };
    await react('2027-03-20T11:00:00Z');
    expect(await mark().nextAt()).toBeUndefined();
    world.care = { ...world.care, openBookings: [] };
    await react('2027-03-24T11:00:00Z');
    expect(await mark().nextAt()).toEqual(LAPSE);
  });

  it('is not lapsed by a sweep that comes before the booking is heard of', async () => {
    world.care = { ...world.care, openBookings: [anOpenBooking()] };
    await mark().fire(LAPSE);
    expect(said()).toEqual([]);
    expect(await lapsedOn()).toBeNull();
  });

  it('is not lapsed any more after a new visit, or where a longer interval was agreed on', async () => {
    await mark().fire(LAPSE);
    world.client = { ...world.client, intervalWish: { kind: 'days', days: 56 } };
    await react('2027-04-13T10:00:00Z');
    expect(await lapsedOn()).toBeNull();
    expect(await mark().nextAt()).toEqual(at('2027-05-10T09:00:00Z'));
  });
});
