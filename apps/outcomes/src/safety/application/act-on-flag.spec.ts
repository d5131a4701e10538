import { FixedClock } from '@aftercare/kernel';
import { InMemoryTransactions } from '@aftercare/messaging';
import { aFlag, hour, noon } from '../testing/a-flag.js';
import { InMemoryFlagStore } from '../testing/in-memory-flags.js';
import { ActOnFlag } from './act-on-flag.js';
import { Flags } from './flags.js';

const key = { clinicId: 'elm', id: 'flag-1' };

const given = async () => {
  const clock = new FixedClock(hour(1));
  const transactions = new InMemoryTransactions({ service: 'outcomes', clock });
  const store = new InMemoryFlagStore(transactions);
  await transactions.run(async ({ writes }) => store.save(aFlag(), undefined, writes));
  const acts = new ActOnFlag(transactions, store, clock);
  return { clock, store, transactions, acts, flags: new Flags(transactions, store, clock) };
};

describe('acting on a flag', () => {
  it('keeps what was done at the time of the product, says no event, and leaves the client held', async () => {
    const { acts, flags, store, transactions } = await given();
    await acts.execute(key, { who: 'ana', act: { act: 'take' } });
    await acts.execute(key, { who: 'ana', act: { act: 'call', id: 'c1', outcome: 'reached-fine', time: undefined } });
    await acts.execute(key, { who: 'ana', act: { act: 'seen-by-doctor' } });
    await acts.execute(key, { who: 'ana', act: { act: 'hand-over', to: 'ben', note: undefined } });
    expect((await store.load(key))?.state).toEqual(
      aFlag({
        assignment: { kind: 'handed-over', by: 'ana', at: hour(1), to: 'ben', note: undefined },
        calls: [{ id: 'c1', by: 'ana', at: hour(1), outcome: 'reached-fine' }],
        seenByDoctor: { by: 'ana', at: hour(1) },
      }),
    );
    expect(transactions.said).toEqual([]);
    expect((await flags.gravestOf([{ clinicId: 'elm', id: 'client-1' }])).get('elm/client-1')).toBe('U');
  });

  it('writes nothing where nothing changes', async () => {
    const { acts, clock, store } = await given();
    const take = () => acts.execute(key, { who: 'ana', act: { act: 'take' } });
    await take();
    clock.set(hour(5));
    expect((await take()).assignment).toMatchObject({ at: hour(1) });
    expect((await store.load(key))?.version).toBe(2);
  });

  it('gives a flag to one of two who take it at once', async () => {
    const { acts, store } = await given();
    const taking = ['ana', 'ben'].map((who) => acts.execute(key, { who, act: { act: 'take' } }));
    const ends = await Promise.allSettled(taking);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'FLAG_TAKEN' } });
    expect((await store.load(key))?.version).toBe(2);
  });

  it('knows no flag of another clinic', async () => {
    const { acts } = await given();
    const foreign = acts.execute({ ...key, clinicId: 'oak' }, { who: 'ana', act: { act: 'take' } });
    await expect(foreign).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('outlives an answer that is added to the same flag', async () => {
    const { acts, flags, store, transactions } = await given();
    const head = { ...aFlag(), surveyId: 's', raisedAt: noon };
    const told = { head, signs: { u1: 'U' }, signsOf: async () => ({}) } as const;
    await transactions.run((work) => flags.raise(told, work));
    const [first] = (await store.list('elm', { limit: 5 })).filter(({ surveyId }) => surveyId === 's');
    const own = { clinicId: 'elm', id: first?.id ?? '' };
    await acts.execute(own, { who: 'ana', act: { act: 'take' } });
    await transactions.run((work) => flags.raise({ ...told, head: { ...head, sealed: 'more' } }, work));
    expect((await store.load(own))?.state).toMatchObject({ sealed: 'more', assignment: { kind: 'taken', by: 'ana' } });
  });
});
