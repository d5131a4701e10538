import {
  bookingCancelledV1,
  bookingConfirmedV1,
  clientChangedV1,
  createEvent,
  sessionCompletedV1,
  sessionMissedV1,
} from '@aftercare/contracts';
import type { DataOf, EventContract, EventOf } from '@aftercare/contracts';
import { InMemoryTransactions, runReaction } from '@aftercare/messaging';
import type { Saying } from '@aftercare/messaging';
import { startCatalogue } from '../../catalogue/domain/technique.js';
import { openClinic } from '../../clinics/domain/clinic.js';
import { aSession, anOpenBooking, CareWorld, CLIENT, CLINIC } from '../testing/care-world.js';
import type { followUpEvents } from './plan-follow-up.js';

type CareEvent = EventOf<(typeof followUpEvents)[number]>;

const clinic = openClinic(
  { clinicId: CLINIC, name: 'Elm', alias: 'Elm', country: 'GB', zone: 'Europe/London', locale: 'en-GB' },
  new Date(0),
);
const event = <C extends EventContract>(contract: C, data: DataOf<C>, time = '2027-03-01T11:00:00Z') =>
  // The envelope of a contract is an event of it.
  createEvent(contract, data, {
    id: `${contract.type}${time}`,
    source: '/aftercare/scheduling',
    time: new Date(time),
    clinicId: CLINIC,
    correlationId: 'c',
  }) as unknown as CareEvent;

const times = { startsAt: '2027-03-20T10:00:00Z', endsAt: '2027-03-20T11:00:00Z', timeZone: 'Europe/London' };
const place = { bookingId: 'next', clientRef: CLIENT, sequence: 0, ...times };
const session = { sessionId: 'session', bookingId: 'booking', clientRef: CLIENT, version: 1 };
const completed = (time?: string) =>
  event(sessionCompletedV1, { ...session, startedAt: '2027-03-01T10:00:00Z', endedAt: '2027-03-01T11:00:00Z' }, time);
const missed = event(sessionMissedV1, { ...session, startsAt: '2027-03-01T10:00:00Z' });
const confirmed = event(bookingConfirmedV1, {
  ...place,
  bookedAt: '2027-03-01T10:00:00Z',
  origin: 'desk',
  first: false,
});
const cancelled = (time?: string) =>
  event(bookingCancelledV1, { ...place, cancelledAt: '2027-03-01T11:00:00Z', origin: 'desk' }, time);

const words = (says: readonly Saying[]) =>
  says.map(({ contract, data }) => {
    const said = data as Record<string, unknown>;
    return [contract.type.split('.').slice(-2)[0], said['sessionId'], said['dueOn'] ?? said['reason']].join(' ');
  });
const permutations = <T>(items: readonly T[]): readonly (readonly T[])[] =>
  items.length < 2
    ? [items]
    : items.flatMap((item, index) =>
        permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
      );

describe('planning the next visit', () => {
  let world: CareWorld;
  const react = async (...events: readonly CareEvent[]) =>
    words(
      (await runReaction(world.reaction(clinic, startCatalogue(CLINIC)), events, { store: world.transactions.store }))
        .says,
    );

  beforeEach(() => {
    world = new CareWorld();
    world.care = { latest: aSession(), sessions: 1, openBookings: [] };
  });

  it('plans after a session, at 10:00 where the client lives, and says it once', async () => {
    world.client = { ...world.client, zone: 'America/New_York' };
    expect(await react(completed(), completed())).toEqual(['planned session 2027-03-22']);
    expect(await world.stored()).toMatchObject({
      version: 1,
      state: { dueAt: new Date('2027-03-22T14:00:00Z'), policyVersion: 'cadence@1' },
    });
    expect(await react(completed())).toEqual([]);
  });

  it('passes over the registration of a client, and hears of every later change', async () => {
    const changed = (version: number) => event(clientChangedV1, { clientRef: CLIENT, version });
    expect([1, 2].map((version) => world.reaction(clinic, startCatalogue(CLINIC)).concerns(changed(version)))).toEqual([
      false,
      true,
    ]);
    expect(await react(changed(1))).toEqual([]);
    expect(await react(changed(2))).toEqual(['planned session 2027-03-22']);
  });

  it('withdraws when the client books and plans again when that place is given up', async () => {
    await react(completed());
    world.care = { ...world.care, openBookings: [anOpenBooking()] };
    expect(await react(confirmed)).toEqual(['withdrawn session HAS_BOOKING']);
    world.care = { ...world.care, openBookings: [] };
    expect(await react(cancelled('2027-03-24T11:00:00Z'))).toEqual(['planned session 2027-03-24']);
    expect((await world.stored())?.version).toBe(3);
  });

  it('hands over from one session to the next, and withdraws when none took place after all', async () => {
    await react(completed());
    world.care = {
      latest: aSession({ id: 'second', techniques: ['trigger-point'], endedAt: new Date('2027-03-08T11:00:00Z') }),
      sessions: 2,
      openBookings: [],
    };
    expect(await react(completed('2027-03-08T11:00:00Z'))).toEqual([
      'withdrawn session VISIT_DONE',
      'planned second 2027-03-25',
    ]);
    world.care = { latest: undefined, sessions: 0, openBookings: [] };
    expect(await react(missed)).toEqual(['withdrawn second DID_NOT_COME']);
  });

  it('leaves a plan alone whose day has come', async () => {
    await react(completed());
    world.client = { ...world.client, preferredWeekday: 5 };
    expect(await react(completed('2027-03-23T08:00:00Z'))).toEqual([]);
  });

  it('plans nothing for a client without sessions', async () => {
    world.care = { latest: undefined, sessions: 0, openBookings: [anOpenBooking()] };
    expect(await react(confirmed)).toEqual([]);
    expect(await world.stored()).toBeUndefined();
  });

  it('ends in the same plan whatever order the events of its topics arrive in', async () => {
    const ends = new Set<string>();
    for (const order of permutations([completed(), confirmed, cancelled(), missed])) {
      world.transactions = new InMemoryTransactions();
      for (const each of order) await react(each);
      ends.add(JSON.stringify(await world.stored()));
    }
    expect(ends.size).toBe(1);
  });
});
