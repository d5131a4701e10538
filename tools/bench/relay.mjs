/**
 * `npm run bench -- relay [--rows N] [--runs N] [--seconds S] [--rate R] [--part drain|latency] [--json FILE]`: from the outbox into Kafka.
 * Draining what has piled up, against a bare find / sendBatch / updateMany loop; then how long after its commit an event is
 * published while few are said. Afterwards the topic is read: every event once, the events of a key in their order.
 */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createMessagingIndexes } from '../../libs/messaging/dist/mongo/mongo-indexes.js';
import { checkRecords, quantile } from './exact.mjs';
import { createTopic, fillOutbox, openOutbox, readTopic, removeTopic } from './relay/outbox.mjs';
import { finish, gate, median } from './report.mjs';

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    rows: { type: 'string', default: '60000' },
    runs: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '20' },
    rate: { type: 'string', default: '200' },
    part: { type: 'string' },
  },
});
const [rows, repeats, seconds, rate] = [values.rows, values.runs, values.seconds, values.rate].map(Number);
const uri = process.env['MONGODB_URI'] ?? '';
const brokers = process.env['KAFKA_BROKERS'] ?? '';
/** A run that takes longer is stuck. Milliseconds. */
const LIMIT_MS = 120_000;

/** Starts a program of `relay/` and waits for the message that has the key. */
function started(name, task) {
  const child = fork(join(import.meta.dirname, 'relay', `${name}.mjs`), [JSON.stringify(task)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const heard = [];
  child.on('message', (message) => heard.push(message));
  const hear = async (key) => {
    const signal = AbortSignal.timeout(LIMIT_MS);
    for (;;) {
      const found = heard.find((message) => key in message);
      if (found) return found;
      await Promise.race([
        once(child, 'message', { signal }),
        ended.then(() => {
          if (!heard.some((message) => key in message)) throw new Error(`${name} ended early`);
        }),
      ]);
    }
  };
  const stop = async () => {
    if (child.connected) child.send({ stop: true });
    const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(timer);
  };
  return { child, hear, stop };
}

/** A database, a topic and their end. */
async function within(work) {
  const id = randomBytes(4).toString('hex');
  const where = { uri, brokers, database: `bench_${id}`, topicPrefix: `bench${id}.` };
  const store = await openOutbox(where);
  await createTopic(where);
  try {
    await createMessagingIndexes(store.db);
    return await work(where, store.db);
  } finally {
    await store.db.dropDatabase();
    await store.close();
    await removeTopic(where);
  }
}

/** Reads the topic back and compares it with the outbox. */
async function checkExact(where, db, { count, inOrder }) {
  const records = await readTopic(where, count);
  const projection = { key: 1, order: 1, publishedAt: 1 };
  checkRecords(records, await db.collection('outbox').find({}, { projection }).toArray(), { count, inOrder });
}

/** @type {{ contestant: string, repeat: number, perSecond: number, cpuMsPerRow: number }[]} */
const runs = [];

const drain = (name, repeat) =>
  within(async (where, db) => {
    await fillOutbox(db, rows);
    const contestant = started(name, { ...where, count: rows });
    try {
      await contestant.hear('ready');
      contestant.child.send({ go: true });
      const { perSecond, cpuMsPerRow } = await contestant.hear('done');
      await contestant.stop();
      await checkExact(where, db, { count: rows, inOrder: name === 'ours' });
      console.log(
        `${name.padEnd(5)} ${Math.round(perSecond)} rows/s, ${cpuMsPerRow.toFixed(3)} ms CPU each${repeat === 0 ? ' (warm-up)' : ''}`,
      );
      if (repeat > 0 || repeats === 0) runs.push({ contestant: name, repeat, perSecond, cpuMsPerRow });
    } finally {
      contestant.child.kill('SIGKILL');
    }
  });

/** From the commit of an event to the broker's answer. `own`: said by the relay's own process. */
const latency = (name, own) =>
  within(async (where, db) => {
    const count = rate * seconds;
    const relay = started(name, { ...where, count, ...(own ? { rate } : {}) });
    try {
      await relay.hear('ready');
      relay.child.send({ go: true });
      if (!own) await new Promise((resolve) => setTimeout(resolve, 1500));
      const said = own ? relay : started('writer', { ...where, count, rate });
      const { committed } = await said.hear('committed');
      const { ids, at } = await relay.hear('done');
      await relay.stop();
      await checkExact(where, db, { count, inOrder: name === 'ours' });
      const about = new Map();
      for (const { _id, envelope } of await db.collection('outbox').find({}, { promoteBuffers: true }).toArray())
        about.set(JSON.parse(envelope.toString()).data.reminderId, _id);
      const publishedAt = new Map(ids.map((id, index) => [id, at[index]]));
      // A change stream may be quicker than the answer to the commit.
      const waits = Float64Array.from(committed, ([reminderId, when]) =>
        Math.max(0, publishedAt.get(about.get(reminderId)) - when),
      );
      waits.sort();
      const [p50, p99, max] = [quantile(waits, 0.5), quantile(waits, 0.99), waits.at(-1) ?? 0];
      console.log(
        `${name.padEnd(5)} ${rate} a second, said by ${own ? 'its own process' : 'another process'}: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms`,
      );
      return p99;
    } finally {
      relay.child.kill('SIGKILL');
    }
  });

/** @type {Record<string, number>} */
const ratios = {};
/** @type {ReturnType<typeof gate>[]} */
const gates = [];

async function drains() {
  for (let repeat = 0; repeat <= repeats; repeat += 1)
    for (const name of repeat % 2 === 0 ? ['ours', 'bare'] : ['bare', 'ours']) await drain(name, repeat);
  const of = (name, key) => median(runs.filter((run) => run.contestant === name).map((run) => run[key]));
  for (const name of ['ours', 'bare'])
    console.log(`${name.padEnd(5)} median ${Math.round(of(name, 'perSecond'))} rows/s`);
  ratios.oursToBare = of('ours', 'perSecond') / of('bare', 'perSecond');
  ratios.cpuToBare = of('ours', 'cpuMsPerRow') / of('bare', 'cpuMsPerRow');
  gates.push(gate('rows/s, ours to bare', ratios.oursToBare, { atLeast: 0.8 }));
}

async function latencies() {
  const [own, others, polls] = [[], [], []];
  // Few, because each is a quantile over thousands of events already.
  for (let repeat = 0; repeat < Math.min(repeats, 3); repeat += 1) {
    own.push(await latency('ours', true));
    others.push(await latency('ours', false));
    polls.push(await latency('bare', false));
  }
  ratios.p99OwnMs = median(own);
  ratios.p99OtherMs = median(others);
  ratios.p99BareMs = median(polls);
  gates.push(
    gate(`p99 from commit to publish at ${rate} a second, ms`, ratios.p99OwnMs, { atMost: 30 }),
    gate('p99 of what another process said, ms', ratios.p99OtherMs, { atMost: 30 }),
  );
}

if (values.part !== 'latency') await drains();
if (values.part !== 'drain') await latencies();
finish({ bench: 'relay', runs, ratios, gates }, values.json);
