import { consentGrantedV1, createEvent, intervalWishedV1, wishChangedV1 } from '@aftercare/contracts';
import type { DataOf, EventContract, EventOf } from '@aftercare/contracts';
import type { ClinicKey } from '@aftercare/kernel';
import { InMemoryTransactions, nameOf, runReaction } from '@aftercare/messaging';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { ClientWishes } from './ports.js';
import type { WishedClient } from './ports.js';
import { RecordWish } from './record-wish.js';
import type { wishEvents } from './record-wish.js';

type WishEvent = EventOf<(typeof wishEvents)[number]>;

class InMemoryWishes extends ClientWishes {
  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }
  override async load(
    clients: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<WishedClient>>> {
    const documents = this.transactions.documents('clients', within);
    return new Map(
      clients.flatMap((key) => {
        const found = documents.get(key.id);
        if (found?.clinicId !== key.clinicId) return [];
        // Only `save` writes them.
        const state = { ...(found as unknown as WishedClient), version: found.version };
        return [[nameOf(key), { state, version: found.version }]];
      }),
    );
  }
  override save(client: WishedClient, expectedVersion: number | undefined, writes: UnitOfWork): void {
    const { clinicId, ref, wish, saidAt, agreedAt, rest } = client;
    writes.put('clients', { clinicId, id: ref }, { clinicId, ref, wish, saidAt, agreedAt, rest }, expectedVersion);
  }
}

const at = (day: number): string => new Date(Date.UTC(2027, 2, day, 10)).toISOString();
const event = <C extends EventContract>(contract: C, data: DataOf<C>): WishEvent =>
  createEvent(contract, data, {
    id: `${contract.type}${JSON.stringify(data)}`,
    source: '/aftercare/outcomes',
    time: new Date(at(28)),
    clinicId: 'elm',
    correlationId: 'c',
    // The envelope of a contract is an event of it.
  }) as unknown as WishEvent;
const head = { surveyId: 's', clientRef: 'mara' };
const stop = (day: number) => event(wishChangedV1, { ...head, wish: 'stop', at: at(day) });
const every = (day: number, intervalDays?: number) =>
  event(intervalWishedV1, { ...head, at: at(day), ...(intervalDays === undefined ? {} : { intervalDays }) });
const agree = (day: number, purpose: 'follow-up' | 'survey' = 'follow-up') =>
  event(consentGrantedV1, { clientRef: 'mara', channel: 'email', purpose, at: at(day) });

let transactions: InMemoryTransactions;
let wishes: InMemoryWishes;
const react = async (...events: readonly WishEvent[]) =>
  (await runReaction(new RecordWish(wishes), events, { store: transactions.store })).says;
const wish = () => (transactions.documents('clients').get('mara') as unknown as WishedClient).wish;

beforeEach(async () => {
  transactions = new InMemoryTransactions();
  wishes = new InMemoryWishes(transactions);
  const who = { clinicId: 'elm', ref: 'mara', version: 0, rest: { sealed: 'as it is' } };
  const mara = { ...who, wish: null, saidAt: null, agreedAt: null };
  await transactions.run(async ({ writes }) => wishes.save(mara, undefined, writes));
});

describe('a wish about the time between visits', () => {
  it('is written to the record, which says that it changed; nothing else of the record does', async () => {
    const says = await react(stop(2));
    expect(says).toMatchObject([{ clinicId: 'elm', data: { clientRef: 'mara', version: 2 } }]);
    expect(transactions.documents('clients').get('mara')).toMatchObject({
      wish: { kind: 'none' },
      rest: { sealed: 'as it is' },
      version: 2,
    });
  });

  it('is an interval, or that the practitioner decides', async () => {
    await react(every(2, 21));
    expect(wish()).toEqual({ kind: 'days', days: 21 });
    await react(every(3));
    expect(wish()).toBeNull();
  });

  it('that is only for the clinic to read changes nothing', () => {
    const reaction = new RecordWish(wishes);
    const said = (['booked', 'suggest', 'not-now', 'stop'] as const).map((one) =>
      reaction.concerns(event(wishChangedV1, { ...head, wish: one, at: at(2) })),
    );
    expect(said).toEqual([false, false, false, true]);
  });

  it('is said once, however often it is heard', async () => {
    expect(await react(stop(2), stop(2))).toHaveLength(1);
    expect(await react(stop(2))).toEqual([]);
  });

  it('that was said later stands, whatever order they come in', async () => {
    await react(every(5, 14));
    expect(await react(stop(2))).toEqual([]);
    expect(wish()).toEqual({ kind: 'days', days: 14 });
  });

  it('not to be written to ends when the client agrees to it again, and only then', async () => {
    await react(stop(2));
    await react(agree(1), agree(3, 'survey'));
    expect(wish()).toEqual({ kind: 'none' });
    await react(agree(3));
    expect(wish()).toBeNull();
    await react(every(4, 28), agree(5));
    expect(wish()).toEqual({ kind: 'days', days: 28 });
  });

  it('of somebody whom this clinic does not know is nobody’s', async () => {
    const stranger = event(wishChangedV1, { surveyId: 's', clientRef: 'nobody', wish: 'stop', at: at(2) });
    expect(await react(stranger)).toEqual([]);
  });
});
