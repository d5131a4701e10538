import { FixedClock, SilentActivity, SystemMachineTime } from '@aftercare/kernel';
import { RecordedSpans } from '@aftercare/testing';
import { MemoryOutboxStore } from '../memory/memory-outbox-store.js';
import { MemoryLog, MemoryPublisher } from '../memory/memory-publisher.js';
import { InMemoryTransactions } from '../memory/in-memory-transactions.js';
import { Sender } from '../outbox/sender.js';
import { say } from '../reaction.js';
import { BatchRunner } from '../runtime/batch-runner.js';
import type { OutboxRow } from '../store/rows.js';
import { CountThings, Knobs, loadedAs, thingMovedV1, Things, type ThingEvent } from '../testing/things.js';
import { inSpan } from './spans.js';

const BATCH = 'batch trial.count-things';
const REACT = 'react trial.count-things';

/** A service that says things and reacts to them, over stores in memory. */
const setUp = () => {
  const transactions = new InMemoryTransactions({ service: 'trial' });
  const { store } = transactions;
  const machine = new SystemMachineTime();
  const knobs = new Knobs();
  const things = new (class extends Things {
    override load(keys: readonly { readonly id: string }[], within: Parameters<Things['load']>[1]) {
      const documents = store.documents('things', within);
      return Promise.resolve(loadedAs(keys.flatMap((key) => documents.get(key.id) ?? [])));
    }
  })();
  const clock = new FixedClock(new Date(0));
  const reaction = new CountThings(things, knobs);
  const runner = new BatchRunner({ service: 'trial', group: 'trial.count-things', reaction, store, clock, machine });
  const publisher = new MemoryPublisher(new MemoryLog());
  const sender = new Sender({
    outbox: new MemoryOutboxStore(store, machine),
    publisher,
    machine,
    activity: new SilentActivity(),
  });
  const sayMoved = (thingId: string, seq = 0): Promise<void> =>
    transactions.run(async (work) => work.say(say(thingMovedV1, 'clinic-1', { thingId, seq }), 1));
  const rows = (topic: string): readonly OutboxRow[] => [...store.outbox.values()].filter((row) => row.topic === topic);
  const react = (): Promise<void> =>
    runner.run(
      rows('trial.things').map(({ topic, envelope: value, headers }, offset) => ({
        ...{ topic, value, headers, key: null, partition: 0 },
        offset: String(offset),
      })),
      { fence: () => store.claim('p0'), fenced: () => undefined, alive: () => Promise.resolve() },
    );
  const publish = async (): Promise<void> => {
    await publisher.connect();
    await sender.send(rows('trial.things'), () => Number.MAX_SAFE_INTEGER);
  };
  return { knobs, sayMoved, rows, react, publish };
};

describe('an event', () => {
  let spans: RecordedSpans;
  beforeEach(async () => {
    spans = await RecordedSpans.start();
  });
  afterEach(() => spans.stop());

  it('carries the transaction that said it in its envelope and in a header of its record', async () => {
    const { sayMoved, rows } = setUp();
    await inSpan('request', { parent: 'none' }, () => sayMoved('a'));
    const { traceId, spanId } = spans.one('transaction');
    expect([traceId, spans.one('transaction').parentId]).toEqual([
      spans.one('request').traceId,
      spans.one('request').spanId,
    ]);
    const told = `00-${traceId}-${spanId}-01`;
    const [row] = rows('trial.things');
    expect(row?.headers).toMatchObject({ traceparent: told, ce_traceparent: told });
    expect(JSON.parse(String(row?.envelope))).toMatchObject({ traceparent: told });
  });

  it('is linked by the request that publishes it, which belongs to no trace', async () => {
    const { sayMoved, publish } = setUp();
    await sayMoved('a');
    await sayMoved('b');
    await inSpan('somebody else', {}, publish);
    const said = spans.named('transaction').map(({ spanId }) => spanId);
    const published = spans.one('publish');
    expect(published).toMatchObject({ parentId: undefined, attributes: { 'messaging.batch.message_count': 2 } });
    expect(published.links.toSorted()).toEqual(said.toSorted());
  });

  it('has a span in its own trace when it is reacted to, beside one for the batch that links to all of them', async () => {
    const { sayMoved, react } = setUp();
    for (const thing of ['a', 'b', 'c']) await sayMoved(thing);
    await react();
    const said = spans.named('transaction');
    const reactions = spans.named(REACT);
    expect(reactions.map(({ traceId, parentId }) => [traceId, parentId])).toEqual(
      said.map(({ traceId, spanId }) => [traceId, spanId]),
    );
    expect(spans.one(BATCH).links).toEqual(said.map(({ spanId }) => spanId));
    expect(reactions[0]?.attributes).toMatchObject({
      'aftercare.clinic.id': 'clinic-1',
      'aftercare.event.type': thingMovedV1.type,
    });
  });

  it('hands its reaction on: what is said about it follows from that span', async () => {
    const { sayMoved, react, rows } = setUp();
    await sayMoved('a');
    await react();
    const { traceId, spanId } = spans.one(REACT);
    expect(rows('trial.counts')[0]?.headers['traceparent']).toBe(`00-${traceId}-${spanId}-01`);
  });

  it('belongs to what said it however often its batch is tried', async () => {
    const { knobs, sayMoved, react, rows } = setUp();
    await sayMoved('a');
    await sayMoved('b');
    knobs.decide = (event: ThingEvent) => {
      if (event.data.thingId === 'b') throw new RangeError('a message with a name in it');
    };
    await react();
    const said = new Map(spans.named('transaction').map(({ traceId, spanId }) => [traceId, spanId]));
    const reactions = spans.named(REACT);
    expect(reactions.map(({ failed }) => failed)).toEqual([true, true, false]);
    expect(reactions.every(({ traceId, parentId }) => said.get(traceId) === parentId)).toBe(true);
    expect(rows('trial.counts')).toHaveLength(1);
    expect(JSON.stringify(spans.all)).not.toContain('a message with a name in it');
  });
});

describe('events while tracing is off', () => {
  it('carry nothing of it, and are handed on as they came', async () => {
    const { sayMoved, rows, react, publish } = setUp();
    await sayMoved('a');
    await publish();
    await react();
    const all = [...rows('trial.things'), ...rows('trial.counts')];
    expect(all).toHaveLength(2);
    for (const row of all) expect(JSON.stringify([row.headers, String(row.envelope)])).not.toContain('traceparent');
  });
});

describe('events of a trace that nobody records', () => {
  it('make no span for themselves, their batch or their publishing', async () => {
    const spans = await RecordedSpans.start(0);
    const { sayMoved, react, publish, rows } = setUp();
    await sayMoved('a');
    await publish();
    await react();
    expect(spans.all).toEqual([]);
    expect(rows('trial.counts')[0]?.headers['traceparent']).toMatch(/-00$/u);
    await spans.stop();
  });
});
