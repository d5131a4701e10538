/**
 * `npm run bench -- allowance [--quick] [--runs N] [--part second|fair|all] [--json FILE]`
 * A sender with more to send than it may: how much of its allowance is used, and is it ever exceeded, with one process and with two. And
 * what a clinic with 100,000 due reminders costs the others. The service as production runs it, with its own Twilio adapter, against a
 * provider over HTTP that takes 50 ms for each call; the provider's own clock judges.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { mostInASecond, Station, usedShare } from './allowance/station.mjs';
import { addDue } from './ledger/rows.mjs';
import { clientOf, openWorld, settlePeople, settleTown, zoneAtDay } from './ledger/world.mjs';
import { finish, gate, median } from './report.mjs';
import { checkCalls, quantile } from './exact.mjs';
import { checkLedger } from './sending/race.mjs';

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    quick: { type: 'boolean', default: false },
    runs: { type: 'string' },
    part: { type: 'string', default: 'all' },
    flood: { type: 'string' },
    rate: { type: 'string', default: '50' },
  },
});
const repeats = Number(values.runs ?? (values.quick ? 1 : 3));
const flood = Number(values.flood ?? (values.quick ? 20_000 : 100_000));
const seconds = values.quick ? 8 : 20;
const [uri, brokers, redisUrl] = ['MONGODB_URI', 'KAFKA_BROKERS', 'REDIS_URL'].map((key) => process.env[key] ?? '');
/** Calls a second of each sender. */
const PER_SECOND = Number(values.rate);
/** People of the clinic in question; there are twenty clinics, so each twentieth is one. */
const CLINICS = 20;
const PEOPLE = 2000;
/** Reminders a second of the clinics that do not flood. */
const STEADY = 40;
const STEADY_S = values.quick ? 10 : 20;
const LONGEST_MS = 180_000;

const zone = zoneAtDay();
const station = new Station();
/** @type {object[]} */
const runs = [];
const step = (/** @type {string} */ text) => console.log(`-- ${text}`);

/** Of the first clinic. @param {number} index */
const ofFirst = (index) => clientOf((index * CLINICS) % PEOPLE);
/** Of all others, one after another. @param {number} index */
const ofOthers = (index) =>
  clientOf((Math.floor(index / (CLINICS - 1)) * CLINICS + 1 + (index % (CLINICS - 1))) % PEOPLE);

/**
 * @template T
 * @param {{ processes: number }} how
 * @param {(world: Awaited<ReturnType<typeof openWorld>>) => Promise<T>} play
 */
async function onNewGround({ processes }, play) {
  const prefix = `bench_${randomBytes(4).toString('hex')}`;
  const world = await openWorld({ uri, prefix });
  try {
    await world.createIndexes();
    await settleTown(world, { people: PEOPLE, zone });
    await station.serve({ uri, prefix, brokers, redisUrl }, { perSecond: PER_SECOND, processes });
    await station.calls();
    return await play(world);
  } finally {
    await station.stopServices();
    await world.drop();
    await world.close();
  }
}

/**
 * All calls about these reminders.
 * @param {ReadonlyMap<string, number>} due
 */
async function callsAbout(due) {
  /** @type {import('./allowance/station.mjs').Call[]} */
  const calls = [];
  const until = Date.now() + LONGEST_MS;
  while (calls.filter(({ id }) => due.has(id)).length < due.size) {
    if (Date.now() > until) throw new Error(`${calls.length} calls after ${LONGEST_MS} ms, for ${due.size} reminders`);
    await sleep(250);
    calls.push(...(await station.calls()));
  }
  // Whoever sends one twice does so within this.
  await sleep(1500);
  calls.push(...(await station.calls()));
  return calls;
}

/** More people of the first clinic: with ten messages each they stay below the brake. */
const FLOODED = Math.ceil(flood / 10);
const numberOfFlooded = (/** @type {number} */ index) => PEOPLE + index * CLINICS;

/** @param {number} processes @param {number} repeat */
async function second(processes, repeat) {
  return onNewGround({ processes }, async (world) => {
    const count = PER_SECOND * seconds;
    const at = new Date(Date.now() + 3000);
    const due = await addDue(world, { count, people: PEOPLE, zone, dueAt: () => at, client: ofFirst });
    const calls = await callsAbout(due);
    checkCalls(due, { ids: calls.map(({ id }) => id), at: calls.map((call) => call.at), ...none });
    await checkLedger(world, [...due.keys()]);
    const times = calls.map((call) => call.at);
    const run = { part: 'second', processes, repeat, used: usedShare(times, PER_SECOND), most: mostInASecond(times) };
    step(`${processes} processes: ${(run.used * 100).toFixed(2)} % used, at most ${run.most} in a second`);
    runs.push(run);
    return run;
  });
}
const none = { perSecond: 0, cpuMsPerSend: 0, rssMb: 0 };

/** Lateness of the clinics that do not flood. @param {boolean} isFlooded @param {number} repeat */
async function fair(isFlooded, repeat) {
  return onNewGround({ processes: 1 }, async (world) => {
    const count = STEADY * STEADY_S;
    const startMs = Date.now() + (isFlooded ? 3000 + flood / 2 : 3000);
    if (isFlooded) {
      await settlePeople(world, { count: FLOODED, zone, numberOf: numberOfFlooded });
      const client = (/** @type {number} */ index) => clientOf(numberOfFlooded(index % FLOODED));
      await addDue(world, { count: flood, people: FLOODED, zone, dueAt: () => new Date(startMs), client });
    }
    if (Date.now() > startMs) throw new Error('the flood was not in the ledger before its time');
    const dueAt = (/** @type {number} */ index) => new Date(startMs + (index * 1000) / STEADY);
    const due = await addDue(world, { count, people: PEOPLE, zone, dueAt, client: ofOthers });
    const calls = await callsAbout(due);
    const ours = calls.filter(({ id }) => due.has(id));
    const lateness = checkCalls(due, { ids: ours.map(({ id }) => id), at: ours.map((call) => call.at), ...none });
    await checkLedger(world, [...due.keys()]);
    const flooding = calls.filter(({ id }) => !due.has(id)).map((call) => call.at);
    const run = { part: 'fair', isFlooded, repeat, p99Ms: quantile(lateness, 0.99), most: mostInASecond(flooding) };
    step(
      `${isFlooded ? `${flood} due elsewhere` : 'nothing else due'}: p99 ${Math.round(run.p99Ms)} ms; at most ${run.most} of them in a second`,
    );
    runs.push(run);
    return run;
  });
}

/** @type {ReturnType<typeof gate>[]} */
const gates = [];
/** @type {Record<string, number>} */
const ratios = {};
try {
  await station.open();
  if (values.part !== 'fair') {
    for (const processes of [1, 2]) {
      const results = [];
      for (let repeat = 1; repeat <= repeats; repeat += 1) results.push(await second(processes, repeat));
      ratios[`used${processes}`] = median(results.map(({ used }) => used));
      const most = Math.max(...results.map((run) => run.most)) / PER_SECOND;
      gates.push(
        gate(`part of the allowance used, ${processes} processes`, ratios[`used${processes}`] ?? 0, { atLeast: 0.98 }),
      );
      gates.push(gate(`most in any second to the allowance, ${processes} processes`, most, { atMost: 1 }));
    }
  }
  if (values.part !== 'second') {
    const [alone, flooded] = [[], []];
    for (let repeat = 1; repeat <= repeats; repeat += 1) {
      for (const isFlooded of repeat % 2 === 0 ? [true, false] : [false, true]) {
        const run = await fair(isFlooded, repeat);
        (isFlooded ? flooded : alone).push(run);
      }
    }
    ratios['slowed'] = median(flooded.map(({ p99Ms }) => p99Ms)) / median(alone.map(({ p99Ms }) => p99Ms));
    const most = Math.max(...flooded.map((run) => run.most)) / PER_SECOND;
    gates.push(gate('p99 of the others with a flood to without', ratios['slowed'], { atMost: 2 }));
    gates.push(gate('most of the flood in any second to the allowance', most, { atMost: 1 }));
  }
} finally {
  station.close();
}
finish({ bench: 'allowance', runs, ratios, gates }, values.json);
