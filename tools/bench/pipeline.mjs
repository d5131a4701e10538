/**
 * `npm run bench -- pipeline [--quick] [--json FILE]`: events in -> inbox, three ledger rows and an outbox record durable.
 * The reaction runtime against a bare kafkajs loop and against stock Nest, in turn, each in a process of its own, on the same engines.
 * The clock runs from the commit that completes the first quarter to the last one; afterwards every event must be there exactly once.
 */
import { bookingConfirmedV1 } from '@aftercare/contracts';
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkExact, fill, kafkaOf } from './pipeline/load.mjs';
import { finish, gate, median } from './report.mjs';

const { values } = parseArgs({ options: { json: { type: 'string' }, quick: { type: 'boolean', default: false } } });
const repeats = values.quick ? 3 : 5;
const events = values.quick ? 20_000 : 60_000;
const stockEvents = values.quick ? 200 : 800;
const uri = process.env['MONGODB_URI'] ?? '';
const brokers = process.env['KAFKA_BROKERS'] ?? '';
const kafka = kafkaOf(brokers);
/** A run that takes longer is stuck. Milliseconds. */
const LIMIT_MS = 120_000;

/** @typedef {{ contestant: string, repeat: number, events: number, seconds: number, cpuSeconds: number, peakRssMb: number, perSecond: number, cpuMsPerEvent: number }} Run */

/**
 * @param {string} contestant
 * @param {number} repeat
 * @returns {Promise<Run>}
 */
async function race(contestant, repeat) {
  const count = contestant === 'stock' ? stockEvents : events;
  const id = randomBytes(4).toString('hex');
  const database = `bench_${id}`;
  const topicPrefix = `bench${id}.`;
  await fill(kafka, topicPrefix + bookingConfirmedV1.topic, count);
  const args = [JSON.stringify({ uri, brokers, database, topicPrefix, count })];
  const child = fork(join(import.meta.dirname, 'pipeline', `${contestant}.mjs`), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  try {
    const [result] = await Promise.race([
      once(child, 'message', { signal: AbortSignal.timeout(LIMIT_MS) }),
      ended.then(() => Promise.reject(new Error(`${contestant} ended early`))),
    ]);
    const { seconds, cpuSeconds } = result;
    return {
      contestant,
      repeat,
      ...result,
      perSecond: result.events / seconds,
      cpuMsPerEvent: (cpuSeconds * 1000) / result.events,
    };
  } finally {
    child.kill('SIGKILL');
    await ended;
    await checkExact(uri, database, count);
    await removeTopic(topicPrefix + bookingConfirmedV1.topic);
  }
}

/** @param {string} topic */
async function removeTopic(topic) {
  const admin = kafka.admin();
  await admin.connect();
  await admin.deleteTopics({ topics: [topic] });
  await admin.disconnect();
}

const contestants = ['ours', 'bare', 'stock'];
/** @type {Run[]} */
const runs = [];
for (let repeat = 0; repeat <= repeats; repeat += 1) {
  const order = repeat % 2 === 0 ? contestants : [...contestants].reverse();
  for (const contestant of order) {
    const run = await race(contestant, repeat);
    if (repeat > 0) runs.push(run);
    const warm = repeat === 0 ? ' (warm-up)' : '';
    console.log(
      `${contestant.padEnd(6)} ${Math.round(run.perSecond)} events/s, ${run.cpuMsPerEvent.toFixed(3)} ms CPU each, ${Math.round(run.peakRssMb)} MB${warm}`,
    );
  }
}

/**
 * @param {string} contestant
 * @param {'perSecond' | 'cpuMsPerEvent'} key
 */
const of = (contestant, key) => runs.filter((run) => run.contestant === contestant).map((run) => run[key]);
for (const contestant of contestants) {
  const speeds = of(contestant, 'perSecond');
  console.log(
    `${contestant.padEnd(6)} median ${Math.round(median(speeds))} events/s (${Math.round(Math.min(...speeds))} to ${Math.round(Math.max(...speeds))})`,
  );
}
const ratios = {
  oursToBare: median(of('ours', 'perSecond')) / median(of('bare', 'perSecond')),
  cpuToBare: median(of('ours', 'cpuMsPerEvent')) / median(of('bare', 'cpuMsPerEvent')),
  oursToStock: median(of('ours', 'perSecond')) / median(of('stock', 'perSecond')),
};
const gates = [
  gate('events/s, ours to bare', ratios.oursToBare, { atLeast: 0.9 }),
  gate('CPU per event, ours to bare', ratios.cpuToBare, { atMost: 1.3 }),
  gate('events/s, ours to stock Nest', ratios.oursToStock, { atLeast: 40 }),
];
finish({ bench: 'pipeline', runs, ratios, gates }, values.json);
