import { localText } from '../../src/clinics/application/clinic-time.js';
import { SHIPPED_RULES } from '../../src/reminders/application/rules.js';
import { LATE_AFTER_MS } from '../../src/rules/application/replan-clinic.js';
import { draft, Mortal, now, place } from './time-machine-world.js';
import type { World } from './time-machine-world.js';

const LEASE_MS = 15_000;
const A_DAY_AHEAD = new Date(now.getTime() + 86_400_000);
const narrower = { version: 2, quietHours: { from: '11:00', to: '18:00' } };
const wider = { version: 3, quietHours: { from: '08:00', to: '20:30' } };

/** Both sittings. */
const carryOut = async (world: World, worker = world.worker()): Promise<void> => {
  await worker.fire();
  world.machine.ms += LATE_AFTER_MS;
  await worker.fire();
};

/** Until when rows wait, at the clinic, by id. */
const times = async (world: World): Promise<ReadonlyMap<string, string>> =>
  new Map(
    [...(await world.parts.rows())].flatMap(([id, { state, dueAt }]) =>
      state === 'planned' ? [[id, localText(dueAt, place.zone)] as const] : [],
    ),
  );

const describeOneChange = (given: () => World): void => {
  it('brings what waits to new hours of the clinic, and back to the old ones', async () => {
    const world = given();
    const before = await times(world);
    world.set(narrower);
    await world.hear();
    await carryOut(world);
    const moved = [...(await times(world))].filter(([id, at]) => at !== before.get(id)).map(([, at]) => at.slice(11));
    expect(moved).toHaveLength(32);
    // Reminders at ten leave in an evening before, notes at ten wait until eleven.
    expect(moved.filter((time) => time !== '11:00' && !(time >= '17:45' && time < '18:00'))).toEqual([]);
    expect(await world.replanning()).toMatchObject({ phase: 'done', lateRows: 0, settings: { version: 2 } });
    world.set({ version: 3 });
    await world.hear();
    await carryOut(world);
    expect(await times(world)).toEqual(before);
  });

  it('hears of a change twice, late and out of order without doing it twice', async () => {
    const world = given();
    world.set(narrower);
    await Promise.all([world.hear(), world.hear()]);
    await carryOut(world);
    const moved = await times(world);
    const { counts } = await world.replanning();
    await world.hear();
    world.set({ ...wider, version: 1 });
    await world.hear();
    expect(await world.replanning()).toMatchObject({ phase: 'done', counts });
    await carryOut(world);
    expect(await times(world)).toEqual(moved);
  });

  it('loses no change whose word was heard by a process that died', async () => {
    const world = given();
    world.set(narrower);
    await expect(world.hear(new Mortal(world.parts.transactions, 0))).rejects.toThrow('killed');
    await expect(world.replanning()).rejects.toThrow('nothing was applied');
    await world.hear();
    await expect(world.worker(new Mortal(world.parts.transactions, 3)).work('elm')).rejects.toThrow('killed');
    world.machine.ms += LEASE_MS;
    await carryOut(world);
    expect(await world.replanning()).toMatchObject({ phase: 'done', counts: { moved: 32 }, lateRows: 0 });
  });
};

const describeManyChanges = (given: () => World): void => {
  it('carries out a second change that comes while the first is under way, and nothing of it is left', async () => {
    const world = given();
    const before = await times(world);
    world.set(narrower);
    await world.hear();
    await expect(world.worker(new Mortal(world.parts.transactions, 3)).work('elm')).rejects.toThrow('killed');
    world.set(wider);
    await Promise.all([world.hear(), world.worker().fire()]);
    world.machine.ms += LEASE_MS;
    await carryOut(world);
    await carryOut(world);
    expect(await world.replanning()).toMatchObject({ phase: 'done', settings: { version: 3 } });
    // A note that keeps off a Sunday leaves when the clinic opens.
    const expected = [...before].map(([id, at]) => [id, at.replace('T09:00', 'T08:00')] as const);
    expect(await times(world)).toEqual(new Map(expected));
  });

  it('leaves alone what is being sent, and catches up with who planned by the old hours a moment after', async () => {
    const world = given();
    const waiting = [...(await world.parts.rows())];
    const [id = '', { dueAt } = { dueAt: now }] = waiting.find(([, row]) => row.dueAt > A_DAY_AHEAD) ?? [];
    world.set(narrower);
    await world.hear();
    await world.parts.ledger.claim([id], { id: 'claim', at: dueAt, until: 1 });
    const worker = world.worker();
    await worker.fire();
    await world.book('late', 3, SHIPPED_RULES);
    world.machine.ms += LATE_AFTER_MS;
    await worker.fire();
    expect((await world.parts.rows()).get(id)).toMatchObject({ state: 'sending', dueAt });
    expect(await world.replanning()).toMatchObject({ phase: 'done', counts: { moved: 31 }, lateRows: 2 });
  });

  it('carries out rules and settings one after the other', async () => {
    const world = given();
    await world.apply(draft);
    world.set(narrower);
    await world.hear();
    await carryOut(world);
    expect(await world.replanning()).toMatchObject({ phase: 'running', before: { version: 1 }, to: { version: 1 } });
    await carryOut(world);
    expect(await world.replanning()).toMatchObject({ phase: 'done', settings: { version: 2 } });
    expect((await world.preview(draft)).differences.total).toBe(0);
    expect([...(await times(world)).values()].filter((at) => at.slice(11) === '10:00')).toEqual([]);
  });
};

/** What waits follows the settings of its clinic, over any store. The world has booked and noted something. */
export const describeClinicsThatChange = (given: () => World): void => {
  describeOneChange(given);
  describeManyChanges(given);
};
