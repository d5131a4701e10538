import { InMemoryTransactions, runReaction } from '@aftercare/messaging';
import { startCatalogue } from '../../catalogue/domain/technique.js';
import { elm, permutations, wordsOf } from '../testing/care-events.js';
import type { CareEvent } from '../testing/care-events.js';
import { aSession, CareWorld, CLIENT, CLINIC, NOTHING_KNOWN } from '../testing/care-world.js';
import {
  completed,
  missed,
  confirmed,
  cancelled,
  settled,
  answered,
  written,
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

describe('what practitioners settle', () => {
  const settle = async (change: object) => {
    const plan = (await world.carePlans.load({ clinicId: CLINIC, id: CLIENT }))?.state;
    const empty = { clinicId: CLINIC, clientRef: CLIENT, interval: null, series: null, stressPeriods: [], rise: null };
    const after = { ...empty, reviewed: null, history: [], ...plan, ...change };
    const version = plan === undefined ? undefined : 1;
    await world.transactions.run(({ writes }) => world.carePlans.save(after, version, writes));
  };
  const said = { by: 'ana', at: new Date(0) };

  it('is used as it is, and shown beside the wish of the client', async () => {
    await react(completed());
    await settle({ interval: { days: 35, reason: 'works away', ...said } });
    world.client = { ...world.client, intervalWish: { kind: 'days', days: 14 } };
    expect(await react(settled())).toEqual(['planned session 2027-04-05']);
    const plan = (await world.stored())?.state.plan;
    expect(plan?.disagree).toBe(true);
    expect(plan?.reasons).toEqual([
      { rule: 'H4', code: 'PRACTITIONER_INTERVAL', days: 35, applied: true },
      { rule: 'H5', code: 'CLIENT_INTERVAL', days: 14, applied: false },
    ]);
    expect(JSON.stringify(plan)).not.toContain('works away');
  });

  it('counts the sessions of a series from its first day on', async () => {
    const at = (day: number) => new Date(Date.UTC(2027, 2, day, 10));
    world.care = { ...world.care, tookPlaceAt: [-20, -10, 1].map(at) };
    await settle({ series: { sessions: 6, from: '2027-03-01', ...said } });
    expect(await react(completed())).toEqual(['planned session 2027-03-15']);
    world.care = { ...world.care, tookPlaceAt: [-20, -10, -5, 1].map(at) };
    await settle({ series: { sessions: 6, from: '2027-02-01', ...said } });
    expect(await react(settled())).toEqual(['planned session 2027-03-22']);
  });

  it('shortens the interval for a declared period, whoever declared it', async () => {
    await settle({ stressPeriods: [{ id: 'p', from: '2027-03-10', to: '2027-03-20', saidBy: 'client', ...said }] });
    expect(await react(completed())).toEqual(['planned session 2027-03-15']);
  });
});

describe('the order in which it hears', () => {
  it('does not matter: all orders end in the same plan', async () => {
    const ends = new Set<string>();
    world.inputs = { ...NOTHING_KNOWN, stress: 9 };
    for (const order of permutations([completed(), confirmed(), cancelled(), answered, written(), agreed])) {
      world.transactions = new InMemoryTransactions();
      for (const each of order) await react(each);
      const { plan, reach } = (await world.stored())?.state ?? {};
      ends.add(JSON.stringify([plan, reach]));
    }
    expect(ends.size).toBe(1);
  });

  it('does not matter before the first session either: all orders end in the same plan after it', async () => {
    const ends = new Set<string>();
    for (const order of permutations([confirmed(), cancelled(), answered, written(), agreed, stopped])) {
      world.transactions = new InMemoryTransactions();
      world.care = { latest: undefined, tookPlaceAt: [], openBookings: [] };
      for (const [index, each] of order.entries()) {
        if (index === 3) {
          world.care = { ...world.care, latest: aSession(), tookPlaceAt: [aSession().startedAt] };
          await react(completed());
        }
        await react(each);
      }
      const { plan, reach } = (await world.stored())?.state ?? {};
      ends.add(JSON.stringify([plan, reach]));
    }
    expect(ends.size).toBe(1);
  });

  it('never plans for a day that is over, however late an older event comes', async () => {
    await react(completed(), cancelled('2027-03-25T11:00:00Z'));
    world.inputs = { ...NOTHING_KNOWN, stress: 9 };
    expect(await react(answered)).toEqual([]);
    expect((await world.stored())?.state.plan).toMatchObject({ dueOn: '2027-03-22' });
    world.transactions = new InMemoryTransactions();
    await react(cancelled('2027-03-25T11:00:00Z'));
    expect(await react(completed())).toEqual(['planned session 2027-03-25']);
  });

  it('does not matter within one batch either, nor does hearing it twice', async () => {
    const events = [completed(), confirmed(), written(), agreed, stopped, bounced, missed];
    const ends = new Set<string>();
    for (const order of permutations(events).filter((_, index) => index % 49 === 0)) {
      world.transactions = new InMemoryTransactions();
      await react(...order, ...order);
      const { plan, reach } = (await world.stored())?.state ?? {};
      ends.add(JSON.stringify([plan, reach?.consents.email, reach?.bad.email]));
    }
    expect(ends.size).toBe(1);
  });
});
