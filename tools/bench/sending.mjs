/**
 * `npm run bench -- sending [--part rate|second] [--pending N] [--runs N] [--json FILE]`
 * Reminders that fall due among many that wait: from the ledger through claim, facts, decision and text to the provider, and its
 * answer back into the ledger. The service as production runs it, but with a provider that takes everything at once.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { fillPending } from './ledger/rows.mjs';
import { openWorld, settleTown, zoneAtDay } from './ledger/world.mjs';
import { quantile } from './exact.mjs';
import { finish, gate, median } from './report.mjs';
import { Contestant } from './sending/race.mjs';
import { openStage, soon } from './sending/stage.mjs';

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    part: { type: 'string', default: 'rate,second' },
    pending: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '5' },
    burst: { type: 'string', default: '20000' },
    seconds: { type: 'string', default: '30' },
    rate: { type: 'string', default: '2000' },
    only: { type: 'string', default: 'ours,same-work,same-work-one-by-one,bare,one-by-one' },
  },
});
const [pending, repeats, burst, seconds, rate] = ['pending', 'runs', 'burst', 'seconds', 'rate'].map((key) =>
  Number(values[key]),
);
const parts = values.part.split(',');
const uri = process.env['MONGODB_URI'] ?? '';
const brokers = process.env['KAFKA_BROKERS'] ?? '';
const redisUrl = process.env['REDIS_URL'] ?? '';
const prefix = `bench_${randomBytes(4).toString('hex')}`;
const zone = zoneAtDay();
const people = Math.max(burst, parts.includes('second') ? seconds * rate : 0);
const world = await openWorld({ uri, prefix });
const stage = await openStage(redisUrl);
const { redis, ownersUrl } = stage;
const ground = { world, people, zone, where: { uri, prefix, brokers, redisUrl, ownersUrl } };
/** @type {{ contestant: string, repeat: number, perSecond: number, cpuMsPerSend: number, mongoMsPerSend: number, lastMs?: number, rssMb: number }[]} */
const runs = [];
/** @type {Record<string, number>} */
const ratios = {};
/** @type {ReturnType<typeof gate>[]} */
const gates = [];

const step = (/** @type {string} */ text) => console.log(`-- ${text}`);

/** One process from start to end: warmed by a small batch, then measured over one that falls due at one instant. */
async function race(name, repeat) {
  const count = name.endsWith('one-by-one') ? Math.ceil(burst / 8) : burst;
  const contestant = new Contestant(name, ground);
  try {
    await contestant.ready();
    const warm = Math.ceil(count / 5);
    const first = soon(warm);
    await contestant.send({ count: warm, dueAt: () => new Date(first) });
    const instant = soon(count);
    const { perSecond, cpuMsPerSend, mongoMsPerSend, rssMb, lateness } = await contestant.send({
      count,
      dueAt: () => new Date(instant),
    });
    const run = {
      contestant: name,
      repeat,
      perSecond,
      cpuMsPerSend,
      mongoMsPerSend,
      rssMb,
      lastMs: lateness.at(-1) ?? 0,
    };
    console.log(
      `${name.padEnd(10)} ${Math.round(perSecond)} sends/s, ${cpuMsPerSend.toFixed(3)} + ${mongoMsPerSend.toFixed(3)} ms CPU each (and MongoDB), the last ${run.lastMs} ms after the instant, ${Math.round(rssMb)} MB${repeat === 0 ? ' (warm-up)' : ''}`,
    );
    if (repeat > 0 || repeats === 0) runs.push(run);
    await contestant.stop();
    await forgetSent();
  } finally {
    contestant.kill();
  }
}

/** Every race begins with the same ledger; and nobody gets so many messages on one day that the brake holds the next. */
async function forgetSent() {
  await world.db.collection('reminders').deleteMany({ state: 'sent' });
  for (const name of ['attempts', 'outbox']) await world.db.collection(name).deleteMany({});
}

async function rates() {
  const contestants = values.only.split(',');
  for (let repeat = 0; repeat <= repeats; repeat += 1)
    for (const name of repeat % 2 === 0 ? contestants : [...contestants].reverse()) await race(name, repeat);
  const of = (name, key) => runs.filter((run) => run.contestant === name).map((run) => run[key]);
  for (const name of contestants) {
    const speeds = of(name, 'perSecond');
    console.log(
      `${name.padEnd(10)} median ${Math.round(median(speeds))} sends/s (${Math.round(Math.min(...speeds))} to ${Math.round(Math.max(...speeds))})`,
    );
  }
  const to = (name) =>
    contestants.includes(name) ? median(of('ours', 'perSecond')) / median(of(name, 'perSecond')) : 0;
  ratios.oursToSameWork = to('same-work');
  ratios.oursToSameWorkOneByOne = to('same-work-one-by-one');
  ratios.oursToBare = to('bare');
  ratios.oursToOneByOne = to('one-by-one');
  ratios.lastOfInstantMs = median(of('ours', 'lastMs'));
  // A loop that does none of the work is no baseline for one that does (docs/adr/0020): its ratio is told, not judged.
  console.log(
    `to loops without the work: ${ratios.oursToBare.toFixed(2)} of bare, ${ratios.oursToOneByOne.toFixed(1)} times one by one`,
  );
  gates.push(
    gate('sends/s, ours to a bare loop with the same work', ratios.oursToSameWork, { atLeast: 0.8 }),
    gate('sends/s, ours to one by one with the same work', ratios.oursToSameWorkOneByOne, { atLeast: 6 }),
    gate(`the last of ${burst} at one instant, ms`, ratios.lastOfInstantMs, { atMost: 2500 }),
  );
}

/** Rows due one after another, evenly, while Redis ticks as often as it is told. */
async function evenly(hz) {
  await redis.config('SET', 'hz', String(hz));
  const contestant = new Contestant('ours', ground);
  try {
    await contestant.ready();
    const warm = soon(rate);
    await contestant.send({ count: rate, dueAt: (index) => new Date(warm + (index * 1000) / rate) });
    const count = seconds * rate;
    const first = soon(count);
    const { lateness, cpuMsPerSend } = await contestant.send({
      count,
      dueAt: (index) => new Date(first + (index * 1000) / rate),
    });
    const [p50, p99, max] = [quantile(lateness, 0.5), quantile(lateness, 0.99), lateness.at(-1) ?? 0];
    console.log(
      `hz ${hz}: ${rate} a second for ${seconds} s, p50 ${p50} ms, p99 ${p99} ms, max ${max} ms, ${cpuMsPerSend.toFixed(3)} ms CPU each`,
    );
    await contestant.stop();
    return p99;
  } finally {
    contestant.kill();
  }
}

async function everySecond() {
  const { hz = '10' } = Object.fromEntries([await redis.config('GET', 'hz')]);
  try {
    for (const [ticks, atMost] of [
      [10, 110],
      [100, 60],
    ]) {
      const p99 = await evenly(ticks);
      ratios[`p99AtHz${ticks}Ms`] = p99;
      gates.push(gate(`p99 lateness at ${rate} a second, hz ${ticks}, ms`, p99, { atMost }));
    }
  } finally {
    await redis.config('SET', 'hz', hz);
  }
}

try {
  step(`${people} people, ${pending} reminders that wait`);
  await settleTown(world, { people, zone });
  await world.emptyLedger();
  await fillPending(world, { count: pending, people, zone: 'Europe/London', now: new Date() });
  await world.createIndexes();
  if (parts.includes('rate')) await rates();
  if (parts.includes('second')) await everySecond();
  const waiting = await world.db.collection('reminders').countDocuments({ state: 'planned' });
  if (waiting !== pending) throw new Error(`${waiting} reminders still wait, not ${pending}`);
  ratios.redisPeakMb = stage.peakMb();
  gates.push(gate('Redis at its most, MB', ratios.redisPeakMb, { atMost: 64 }));
  finish({ bench: 'sending', runs, ratios, gates }, values.json);
} finally {
  stage.close();
  await world.drop();
  await world.close();
}
