import { consentGrantedV1, consentWithdrawnV1 } from '@aftercare/contracts';
import { runReaction } from '@aftercare/messaging';
import { startCatalogue } from '../../catalogue/domain/technique.js';
import { anEvent, elm, wordsOf } from '../testing/care-events.js';
import type { CareEvent } from '../testing/care-events.js';
import { aSession, anOpenBooking, CareWorld, CLINIC, NOTHING_KNOWN, OwnerIsSilent } from '../testing/care-world.js';
import {
  completed,
  missed,
  confirmed,
  cancelled,
  changed,
  raised,
  cleared,
  answered,
  corrected,
  written,
  consent,
  agreed,
  stopped,
  bounced,
} from '../testing/told-events.js';
import type { PlanFollowUp } from './plan-follow-up.js';

let world: CareWorld;
const reaction = (): PlanFollowUp => world.reaction(elm, startCatalogue(CLINIC));
const react = async (...events: readonly CareEvent[]) =>
  wordsOf((await runReaction(reaction(), events, { store: world.transactions.store })).says);

beforeEach(() => {
  world = new CareWorld();
  world.care = { latest: aSession(), tookPlaceAt: [aSession().startedAt], openBookings: [] };
});

describe('planning the next visit', () => {
  it('plans after a session, at 10:00 where the client lives, and says it once', async () => {
    world.client = { ...world.client, zone: 'America/New_York' };
    expect(await react(completed(), completed())).toEqual(['planned session 2027-03-22']);
    expect((await world.stored())?.state.plan).toMatchObject({
      dueAt: new Date('2027-03-22T14:00:00Z'),
      policyVersion: 'cadence@1',
      reasons: [{ rule: 'B', code: 'BASE', days: 21, applied: true }],
    });
    expect(await react(completed())).toEqual([]);
  });

  it('plans for ten at the clinic where nobody has said where the client lives', async () => {
    world.client = { ...world.client, zone: null };
    await react(completed());
    expect((await world.stored())?.state.plan).toMatchObject({ dueAt: new Date('2027-03-22T10:00:00Z') });
  });

  it('passes over the registration of a client, and hears of every later change', async () => {
    expect([1, 2].map((version) => reaction().concerns(changed(version)))).toEqual([false, true]);
    await react(completed());
    world.client = { ...world.client, preferredWeekday: 3 };
    expect(await react(changed(1))).toEqual([]);
    expect(await react(changed(2))).toEqual(['planned session 2027-03-24']);
  });

  it('withdraws when the client books and plans again when that place is given up', async () => {
    await react(completed());
    world.care = { ...world.care, openBookings: [anOpenBooking()] };
    expect(await react(confirmed())).toEqual(['withdrawn session HAS_BOOKING']);
    world.care = { ...world.care, openBookings: [] };
    expect(await react(cancelled('2027-03-24T11:00:00Z'))).toEqual(['planned session 2027-03-24']);
  });

  it('hands over from one session to the next, and withdraws when none took place after all', async () => {
    await react(completed());
    const second = aSession({ id: 'second', techniques: ['trigger-point'], endedAt: new Date('2027-03-08T11:00:00Z') });
    world.care = { latest: second, tookPlaceAt: [second.startedAt], openBookings: [] };
    expect(await react(completed('2027-03-08T11:00:00Z'))).toEqual([
      'withdrawn session VISIT_DONE',
      'planned second 2027-03-25',
    ]);
    world.care = { latest: undefined, tookPlaceAt: [], openBookings: [] };
    expect(await react(missed)).toEqual(['withdrawn second DID_NOT_COME']);
  });

  it('plans nothing for a client without sessions', async () => {
    world.care = { latest: undefined, tookPlaceAt: [], openBookings: [anOpenBooking()] };
    expect(await react(confirmed())).toEqual([]);
    expect(await world.stored()).toBeUndefined();
  });

  it('keeps nothing before the first session but what others say about writing to the client', async () => {
    world.care = { latest: undefined, tookPlaceAt: [], openBookings: [] };
    expect(await react(confirmed(), answered, written(), changed(2))).toEqual([]);
    expect(await world.stored()).toBeUndefined();
    await react(agreed);
    expect(await world.stored()).toMatchObject({ version: 1, state: { plan: null, reach: { bad: {} } } });
    await react(agreed, cancelled(), changed(3));
    expect((await world.stored())?.version).toBe(1);
    await react(bounced);
    expect((await world.stored())?.state.reach.bad).toHaveProperty('email');
    await react(changed(4, '2027-03-04T10:00:00Z'));
    expect(await world.stored()).toMatchObject({ version: 3 });
    expect((await world.stored())?.state.reach.bad).toEqual({});
  });

  it('keeps every event from the first session on, so that who decides on older answers decides again', async () => {
    await react(confirmed());
    expect((await world.stored())?.version).toBe(1);
    await react(completed());
    await react(cancelled());
    await react(answered);
    expect((await world.stored())?.version).toBe(4);
  });

  it('asks nobody about a client who had no session, and plans when one is told', async () => {
    let asked = 0;
    world.whileAsked = async () => (asked += 1);
    expect(await react(agreed, answered, written(), confirmed())).toEqual([]);
    expect([asked, (await world.stored())?.state.plan]).toEqual([0, null]);
    expect(await react(completed())).toEqual(['planned session 2027-03-22']);
    expect(asked).toBe(1);
  });

  it('stores a changed reason behind the same day, and says nothing about it', async () => {
    await react(completed());
    world.inputs = {
      ...NOTHING_KNOWN,
      burdenWindows: [
        { startsOn: '2027-02-01', endsOn: '2027-03-01', days: 28, burdenDays: 9, headacheDays: 16, complete: 1 },
      ],
    };
    expect(await react(answered)).toEqual([]);
    expect((await world.stored())?.state.plan?.reasons.map(({ rule }) => rule)).toEqual(['B', 'A6']);
  });
});

describe('a plan whose day has come', () => {
  beforeEach(() => react(completed()));

  it('stays, so that nobody is written to twice', async () => {
    world.client = { ...world.client, preferredWeekday: 5 };
    expect(await react(completed('2027-03-23T08:00:00Z'))).toEqual([]);
    expect(await react(completed('2027-04-02T08:00:00Z'))).toEqual([]);
  });

  it('gives way to a booking, a flag and a stop', async () => {
    world.client = { ...world.client, intervalWish: { kind: 'none' } };
    expect(await react(changed(3, '2027-03-24T08:00:00Z'))).toEqual(['withdrawn session STOPPED']);
  });

  it('gives way to an interval that somebody chose since', async () => {
    world.client = { ...world.client, intervalWish: { kind: 'pause', until: '2027-03-31' } };
    expect(await react(changed(3, '2027-03-24T08:00:00Z'))).toEqual(['planned session 2027-04-01']);
  });
});

describe('what others say', () => {
  it('holds the note while a flag is open, and lets it go when the flag is cleared', async () => {
    await react(completed());
    world.inputs = { ...NOTHING_KNOWN, openFlag: 'R' };
    expect(await react(raised)).toEqual(['withdrawn session SAFETY_HOLD']);
    world.inputs = NOTHING_KNOWN;
    expect(await react(cleared())).toEqual(['planned session 2027-03-22']);
  });

  it('moves the day by an answered form, and back by a corrected one', async () => {
    await react(completed());
    world.inputs = { ...NOTHING_KNOWN, stress: 8 };
    expect(await react(answered)).toEqual(['planned session 2027-03-15']);
    world.inputs = { ...NOTHING_KNOWN, stress: 3 };
    expect(await react(corrected)).toEqual(['planned session 2027-03-22']);
  });

  it('counts what the diary says now with each day that is written down, and says a day once', async () => {
    await react(completed());
    const low = { days: 28, burdenDays: 2, headacheDays: 3, complete: 1 };
    const [last, before] = [
      { startsOn: '2027-02-03', endsOn: '2027-03-02', ...low },
      { startsOn: '2027-01-06', endsOn: '2027-02-02', ...low },
    ];
    world.inputs = { ...NOTHING_KNOWN, burdenWindows: [last, before] };
    // A week later is Easter Monday; Saturday is nearer than Tuesday is.
    expect(await react(written(), written())).toEqual(['planned session 2027-03-27']);
    expect((await world.stored())?.state.plan?.reasons).toContainEqual(
      expect.objectContaining({ rule: 'A4', applied: true }),
    );
    world.inputs = { ...NOTHING_KNOWN, burdenWindows: [{ ...last, burdenDays: 4 }, before] };
    expect(await react(written(2))).toEqual(['planned session 2027-03-22']);
  });

  it('counts an unwanted effect of this visit only', async () => {
    world.inputs = { ...NOTHING_KNOWN, lastEffect: { sessionId: 'another', worst: 9, lasting: true } };
    expect(await react(completed())).toEqual(['planned session 2027-03-22']);
    world.inputs = { ...NOTHING_KNOWN, lastEffect: { sessionId: 'session', worst: 5, lasting: false } };
    // A week later is Easter Monday; Saturday is nearer than Tuesday is.
    expect(await react(answered)).toEqual(['planned session 2027-03-27']);
    expect((await world.stored())?.state.plan?.review).toBe(true);
  });

  it('withdraws where consent to every channel ended, and plans again for a new one', async () => {
    await react(agreed, completed());
    expect(await react(stopped)).toEqual(['withdrawn session NO_CONSENT']);
    const again = anEvent(consentGrantedV1, { ...consent, purpose: 'follow-up', at: '2027-03-04T10:00:00Z' });
    expect(await react(again)).toEqual(['planned session 2027-03-22']);
  });

  it('withdraws where the only agreed address is bad, until the record is changed', async () => {
    await react(agreed, completed());
    expect(await react(bounced)).toEqual(['withdrawn session CONTACT_BAD']);
    expect(await react(changed(2, '2027-03-05T10:00:00Z'))).toEqual(['planned session 2027-03-22']);
  });

  it('is no matter of the plan where it is about other messages', () => {
    const other = anEvent(consentWithdrawnV1, { ...consent, purpose: 'survey' });
    expect(reaction().concerns(other)).toBe(false);
  });

  it('is waited for: nothing is planned past an owner that is silent', async () => {
    world.inputs = null;
    await expect(react(completed())).rejects.toThrow(OwnerIsSilent);
    expect(await world.stored()).toBeUndefined();
  });

  it('is asked again where somebody planned while it was asked for: an old answer never overwrites a newer hold', async () => {
    await react(completed());
    const late = react(cancelled());
    world.whileAsked = async () => {
      world.whileAsked = () => Promise.resolve();
      world.inputs = { ...NOTHING_KNOWN, openFlag: 'E' };
      await react(raised);
    };
    await expect(late).rejects.toThrow('could not decide');
    expect((await world.stored())?.state.plan).toMatchObject({ status: 'held', reason: 'SAFETY_HOLD' });
    expect(await react(cancelled())).toEqual([]);
  });
});
