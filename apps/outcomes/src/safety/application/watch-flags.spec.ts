import { FixedClock } from '@aftercare/kernel';
import { InMemoryTransactions } from '@aftercare/messaging';
import { Dying } from '../../surveys/testing/dying.js';
import type { FlagLevel } from '../domain/flag.js';
import { isOverdue } from '../domain/flag-watch.js';
import { aFlag, hour, noon } from '../testing/a-flag.js';
import { InMemoryFlagStore } from '../testing/in-memory-flags.js';
import { ActOnFlag } from './act-on-flag.js';
import { Flags } from './flags.js';
import { WorkingTimes, type WorkingTime } from './ports.js';
import { WatchFlags } from './watch-flags.js';

const key = { clinicId: 'elm', id: 'flag-1' };
/** Wednesday 12 May 2027; noon UTC is 13:00 in London. */
const elm: WorkingTime = {
  zone: 'Europe/London',
  openingHours: [
    { weekday: 3, from: '09:00', to: '15:00' },
    { weekday: 4, from: '09:00', to: '15:00' },
  ],
  closureDays: [],
};
/** Two hours are left on Wednesday and two are needed on Thursday: 11:00 in London. */
const DUE = new Date('2027-05-13T10:00:00Z');

class Settings extends WorkingTimes {
  readonly asked: string[] = [];
  isAway = false;
  override async of(clinicIds: readonly string[]): Promise<ReadonlyMap<string, WorkingTime>> {
    this.asked.push(...clinicIds);
    if (this.isAway) throw new Error('scheduling is away');
    return new Map(clinicIds.includes('elm') ? [['elm', elm]] : []);
  }
}

const given = async (...levels: readonly FlagLevel[]) => {
  const clock = new FixedClock(noon);
  const transactions = new InMemoryTransactions({ service: 'outcomes', clock });
  const store = new InMemoryFlagStore(transactions);
  const settings = new Settings();
  const patienceOf = (level: FlagLevel) => ({ kind: level === 'R' ? 'endless' : 'unreckoned' }) as const;
  await transactions.run(async ({ writes }) => {
    for (const [index, level] of levels.entries())
      await store.save(aFlag({ id: `flag-${index + 1}`, level, patience: patienceOf(level) }), undefined, writes);
  });
  const work = new WatchFlags(transactions, store, settings);
  const fireAt = (at: Date): Promise<void> => {
    clock.set(at);
    return work.fire(at);
  };
  const said = () =>
    transactions.said.map(({ type, data }) => `${type.split('.').slice(2, 4).join('.')} ${JSON.stringify(data)}`);
  return {
    acts: new ActOnFlag(transactions, store, clock),
    clock,
    fireAt,
    flags: new Flags(transactions, store, clock),
    said,
    settings,
    store,
    transactions,
    work,
  };
};
const overdue = (level: string, at: Date, flagId = 'flag-1') =>
  `flag.overdue ${JSON.stringify({ flagId, clientRef: 'client-1', level, at: at.toISOString() })}`;

describe('watching over flags', () => {
  it('says once that nobody has looked at an emergency for four working hours', async () => {
    const { fireAt, said, store, work } = await given('E');
    expect(await work.nextAt()).toEqual(noon);
    await fireAt(noon);
    expect(await work.nextAt()).toEqual(DUE);
    await fireAt(new Date(DUE.getTime() - 1));
    expect(said()).toEqual([]);
    await Promise.all([fireAt(DUE), fireAt(DUE)]);
    await fireAt(hour(100));
    expect(said()).toEqual([overdue('E', DUE)]);
    expect(await work.nextAt()).toBeUndefined();
    const flag = (await store.load(key))?.state;
    expect(flag === undefined ? undefined : isOverdue(flag)).toBe(true);
  });

  it('gives what is urgent until the end of the working day, and never hurries what waits for the next visit', async () => {
    const { fireAt, said, settings, work } = await given('U', 'R');
    await fireAt(noon);
    expect([await work.nextAt(), settings.asked]).toEqual([new Date('2027-05-12T14:00:00Z'), ['elm']]);
    await fireAt(hour(2));
    await fireAt(hour(200));
    expect(said()).toEqual([overdue('U', hour(2))]);
  });

  it.each(['take', 'seen-by-doctor'] as const)('is content once somebody did something: %s', async (act) => {
    const { acts, fireAt, said, work } = await given('E');
    await fireAt(noon);
    await acts.execute(key, { who: 'ana', act: { act } });
    expect(await work.nextAt()).toBeUndefined();
    await fireAt(hour(100));
    expect(said()).toEqual([]);
  });

  it('is content with a call and with the clearing, and nothing is overdue any more', async () => {
    const { acts, fireAt, flags, said, store } = await given('E', 'E');
    await fireAt(noon);
    await acts.execute(key, { who: 'ana', act: { act: 'call', id: 'c', outcome: 'no-answer', time: undefined } });
    await fireAt(DUE);
    expect(said()).toEqual([overdue('E', DUE, 'flag-2')]);
    await flags.clear({ clinicId: 'elm', id: 'flag-2' }, { who: 'ana', reason: 'spoke with her' });
    const flag = (await store.load({ clinicId: 'elm', id: 'flag-2' }))?.state;
    expect(flag === undefined ? undefined : isOverdue(flag)).toBe(false);
  });

  it('asks again where the hours could not be had, and says meanwhile what it knows', async () => {
    const { fireAt, said, settings, store, transactions, work } = await given('E');
    await fireAt(noon);
    settings.isAway = true;
    const later = aFlag({ id: 'flag-2', level: 'E', raisedAt: hour(1), patience: { kind: 'unreckoned' } });
    await transactions.run(async ({ writes }) => store.save(later, undefined, writes));
    await expect(fireAt(DUE)).rejects.toThrow('scheduling is away');
    expect(said()).toEqual([overdue('E', DUE)]);
    settings.isAway = false;
    await fireAt(DUE);
    expect(await work.nextAt()).toEqual(new Date('2027-05-13T11:00:00Z'));
  });
});

describe('watching over flags when something is wrong', () => {
  it('says all that is overdue behind hundreds whose hours nobody answers for, and asks once', async () => {
    const { fireAt, said, settings, store, transactions, work } = await given('E');
    await fireAt(noon);
    const earlier = Array.from({ length: 250 }, (_, index) =>
      aFlag({ id: `early-${index}`, level: 'E', raisedAt: hour(-1), patience: { kind: 'unreckoned' } }),
    );
    await transactions.run(async ({ writes }) => {
      for (const flag of earlier) await store.save(flag, undefined, writes);
    });
    Object.assign(settings, { isAway: true, asked: [] });
    await expect(fireAt(DUE)).rejects.toThrow('scheduling is away');
    expect([said(), settings.asked]).toEqual([[overdue('E', DUE)], ['elm']]);
    settings.isAway = false;
    // Raised an hour before the other, they are overdue as soon as their hours are known.
    await fireAt(DUE);
    expect([said().length, await work.nextAt()]).toEqual([251, undefined]);
  });

  it.each(['before', 'after'] as const)('says it once when the process dies %s it is kept', async (when) => {
    const { fireAt, said, settings, store, transactions } = await given('E');
    await fireAt(noon);
    const dying = new WatchFlags(new Dying(transactions, { run: 1, when }), store, settings);
    await expect(dying.fire(DUE)).rejects.toThrow('killed');
    await fireAt(DUE);
    await fireAt(hour(100));
    expect(said()).toEqual([overdue('E', DUE)]);
  });

  it('counts every hour for a clinic that scheduling does not know, and says it to that clinic', async () => {
    const { fireAt, store, transactions, work } = await given();
    const foreign = aFlag({ clinicId: 'oak', level: 'E', patience: { kind: 'unreckoned' } });
    await transactions.run(async ({ writes }) => store.save(foreign, undefined, writes));
    await fireAt(noon);
    expect(await work.nextAt()).toEqual(hour(4));
    await fireAt(hour(4));
    expect(transactions.said.map(({ clinicid }) => clinicid)).toEqual(['oak']);
  });
});
