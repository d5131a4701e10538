import { SHIPPED_RULES } from '../../src/reminders/application/rules.js';
import { LATE_AFTER_MS } from '../../src/rules/application/replan-clinic.js';
import { digestText } from '../../src/rules/domain/difference.js';
import type { Difference } from '../../src/rules/domain/difference.js';
import { describeClinicsThatChange } from './clinic-change-contract.js';
import { draft, Interrupted, Mortal, now, place, shipped, World } from './time-machine-world.js';
import type { MachineParts } from './time-machine-world.js';

const LEASE_MS = 15_000;

/** The rows that are not as they were with these differences made. */
const unlike = async (
  world: World,
  before: Awaited<ReturnType<MachineParts['rows']>>,
  differences: readonly Difference[],
): Promise<readonly string[]> => {
  const text = (row: { state: string; dueAt: Date }) => `${row.state} ${row.dueAt.toISOString()}`;
  const expected = new Map([...before].map(([id, row]) => [id, text(row)]));
  for (const { reminderId, to } of differences) expected.set(reminderId, text(to));
  const after = await world.parts.rows();
  const ids = new Set([...expected.keys(), ...after.keys()]);
  return [...ids].filter((id) => {
    const row = after.get(id);
    return row === undefined || text(row) !== expected.get(id);
  });
};

const plannedOfVisits = async ({ parts }: World) => {
  const { plans } = await parts.waiting.page({ clinicId: 'elm', place: { of: 'booking' }, now, limit: 50 });
  return plans.flatMap(({ rows }) => rows).filter(({ state }) => state === 'planned');
};

const describeWhatIsShown = (given: () => World): void => {
  it('changes the ledger by what the preview told, row by row, and the preview itself by nothing', async () => {
    const world = given();
    const before = await world.parts.rows();
    const told = await world.apply(draft);
    expect(await world.parts.rows()).toEqual(before);
    await world.worker().work('elm');
    expect(told.all).toHaveLength(24);
    expect(told.balance).toMatchObject({ withdrawn: 8, moved: 16, added: 0 });
    expect(await unlike(world, before, told.all)).toEqual([]);
    const job = await world.replanning();
    expect([job.phase, digestText(job.digest), job.foreseen, job.counts]).toEqual([
      'late',
      told.digest,
      told.digest,
      { moved: 16, withdrawn: 8, added: 0 },
    ]);
  });

  it('adds up: what is planned before is what stays, moves or ends, and the weeks sum to the whole', async () => {
    const world = given();
    const { balance, total, weeks } = await world.preview(draft);
    expect(balance.before).toBe(total.before.messages);
    expect(balance.after).toBe(total.after.messages);
    expect(weeks).toHaveLength(12);
    const sum = (side: 'before' | 'after') => weeks.reduce((all, week) => all + week[side].messages, 0);
    expect([sum('before'), sum('after')]).toEqual([total.before.messages, total.after.messages]);
  });

  it('gives back what it took when the rules before are applied again', async () => {
    const world = given();
    const before = await world.parts.rows();
    const worker = world.worker();
    for (const rules of [draft, shipped]) {
      await world.apply(rules);
      await worker.work('elm');
      world.machine.ms += LATE_AFTER_MS;
      await worker.work('elm');
    }
    const states = (rows: typeof before) => [...rows].map(([id, { state, dueAt }]) => [id, state, dueAt]).sort();
    expect(states(await world.parts.rows())).toEqual(states(before));
    expect(await world.parts.book.versionsOf('elm')).toMatchObject([
      { number: 2, basedOn: 1, by: 'ana', rules: shipped },
      { number: 1, basedOn: 0, by: 'ana', rules: draft },
    ]);
  });
};

const describeWhoDies = (given: () => World): void => {
  it('goes on where a killed process ended, and counts nothing twice', async () => {
    const world = given();
    for (const commits of [1, 2, 4]) {
      const rules = commits === 2 ? shipped : draft;
      const before = await world.parts.rows();
      const told = await world.apply(rules);
      await expect(world.worker(new Mortal(world.parts.transactions, commits)).work('elm')).rejects.toThrow('killed');
      const other = world.worker();
      await other.work('elm');
      // The dead one's lease holds a while.
      expect((await world.replanning()).phase).toBe('running');
      world.machine.ms += LEASE_MS;
      await other.fire();
      expect(await unlike(world, before, told.all)).toEqual([]);
      expect(digestText((await world.replanning()).digest)).toBe(told.digest);
      world.machine.ms += LATE_AFTER_MS;
      await other.fire();
      expect(await world.replanning()).toMatchObject({ phase: 'done', lateRows: 0 });
    }
  });

  it('is worked by one of two processes at a time', async () => {
    const world = given();
    const before = await world.parts.rows();
    const told = await world.apply(draft);
    await Promise.all([world.worker().work('elm'), world.worker().work('elm')]);
    expect(await unlike(world, before, told.all)).toEqual([]);
    expect(digestText((await world.replanning()).digest)).toBe(told.digest);
  });
};

const describeWhenItIsDue = (given: () => World): void => {
  it('is asked for again while anything is unfinished or was changed, and not in between', async () => {
    const world = given();
    const worker = world.worker();
    const look = async () => {
      await worker.nextAt();
      return worker.changes;
    };
    const idle = await look();
    expect([typeof idle, worker.changes]).toEqual(['number', idle]);
    await world.apply(draft);
    expect([worker.changes, await look()]).toEqual([undefined, undefined]);
    await worker.fire();
    expect([(await world.replanning()).phase, await look()]).toEqual(['late', undefined]);
    world.machine.ms += LATE_AFTER_MS;
    expect(await worker.nextAt()).toEqual(now);
    await worker.fire();
    expect((await look()) ?? 0).toBeGreaterThan(idle ?? 0);
    expect(await worker.nextAt()).toBeUndefined();
  });
};

const describeOthers = (given: () => World): void => {
  it('leaves alone what is being sent, and says that the ledger differs from the preview', async () => {
    const world = given();
    const told = await world.apply(draft);
    const [claimed] = told.all;
    if (claimed === undefined) throw new Error('there are differences');
    const due = claimed.from?.dueAt ?? now;
    await world.parts.ledger.claim([claimed.reminderId], { id: 'claim', at: due, until: 1 });
    await world.worker().work('elm');
    expect((await world.parts.rows()).get(claimed.reminderId)).toMatchObject({ state: 'sending', dueAt: due });
    const job = await world.replanning();
    expect(job.digest.rows).toBe(told.differences.total - 1);
  });

  it('catches up with who planned by the old rules a moment after', async () => {
    const world = given();
    await world.apply(draft);
    const worker = world.worker();
    await worker.work('elm');
    await world.book('late', 3, SHIPPED_RULES);
    await worker.fire();
    expect(await world.replanning()).toMatchObject({ phase: 'late', lateRows: 0 });
    world.machine.ms += LATE_AFTER_MS;
    await worker.fire();
    expect(await world.replanning()).toMatchObject({ phase: 'done', lateRows: 2 });
    expect((await world.preview(draft)).differences.total).toBe(0);
  });

  it('is safe against a planner at the same moment: no row of an earlier time of a visit waits', async () => {
    const world = given();
    await world.apply(draft);
    const moves = [0, 1, 2, 3, 4, 5, 6, 7].map((visit) => world.move(`b${visit}`));
    await Promise.all([world.worker().work('elm'), ...moves]);
    const open = await plannedOfVisits(world);
    expect(open.filter(({ subject }) => subject.sequence !== 1)).toEqual([]);
    // The news of the move and the one step that the draft has.
    expect(open).toHaveLength(16);
  });
};

const describeWhatIsReadAhead = (given: () => World): void => {
  it('is read again where a planner was quicker, and the planner is not undone', async () => {
    const world = given();
    await world.apply(draft);
    const moving = new Interrupted(world.parts.transactions, () => world.move('b4'));
    await world.worker(moving).work('elm');
    const moved = (await plannedOfVisits(world)).filter(({ subject }) => subject.bookingId === 'b4');
    expect(moved.map(({ subject }) => subject.sequence)).toEqual([1, 1]);
    expect(await world.replanning()).toMatchObject({ phase: 'late' });
  });
};

/** What the time machine promises, over any store. `make` gives an empty one. */
export const describeTimeMachine = (name: string, make: () => Promise<MachineParts>): void => {
  describe(`the time machine: ${name}`, () => {
    let world: World;
    beforeEach(async () => {
      const parts = await make();
      await parts.clinics.keep([place]);
      world = new World(parts);
      await world.settle(8);
    });

    describeWhatIsShown(() => world);
    describeWhoDies(() => world);
    describeWhenItIsDue(() => world);
    describeWhatIsReadAhead(() => world);
    describeOthers(() => world);
    describeClinicsThatChange(() => world);
  });
};
