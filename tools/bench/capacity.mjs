/**
 * `npm run bench -- capacity [--pending N] [--burst N] [--json FILE]`: bytes on disk of one pending reminder with its share of
 * all indexes, and Redis while the service sends what falls due among them.
 * Rows as the planner makes them, six to a visit, inserted into a ledger that has its indexes, in random order of time.
 * The baseline of the same run is a delayed BullMQ job with nothing but an id in it: bytes of Redis memory.
 */
import { Redis } from 'ioredis';
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { fillPending } from './ledger/rows.mjs';
import { openWorld, settleTown, zoneAtDay } from './ledger/world.mjs';
import { finish, gate, median } from './report.mjs';
import { Contestant } from './sending/race.mjs';
import { openStage, soon } from './sending/stage.mjs';

/** The very BullMQ that the service has. */
const { Queue } = createRequire(new URL('../../apps/notifications/package.json', import.meta.url))('bullmq');
const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    pending: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '5' },
    burst: { type: 'string', default: '20000' },
  },
});
const pending = Number(values.pending);
const samples = Number(values.runs);
const JOBS = Math.min(pending, 20_000);
const uri = process.env['MONGODB_URI'] ?? '';
const redisUrl = process.env['REDIS_URL'] ?? '';
const id = randomBytes(4).toString('hex');
const burst = Number(values.burst);
const prefix = `bench_${id}`;
const world = await openWorld({ uri, prefix });
/** Another million is as fast as the first: rows per second of each fifth. */
const runs = [];

/** What stands on disk after a checkpoint. */
async function sizes() {
  await world.db.admin().command({ fsync: 1 });
  const { count, size, storageSize, totalIndexSize, indexSizes } = await world.db.command({ collStats: 'reminders' });
  return { count, size, storageSize, totalIndexSize, indexSizes };
}

/** Memory of Redis per delayed job of stock BullMQ. */
async function bytesPerJob() {
  const redis = new Redis(redisUrl);
  const queue = new Queue('bare', { connection: { url: redisUrl }, prefix });
  const used = async () => Number(/used_memory:(\d+)/u.exec(await redis.info('memory'))?.[1]);
  const before = await used();
  for (let from = 0; from < JOBS; from += 1000) {
    const count = Math.min(1000, JOBS - from);
    await queue.addBulk(
      Array.from({ length: count }, (_, at) => ({
        name: 'send',
        data: { id: `reminder-${from + at}` },
        opts: { delay: 20 * 86_400_000, jobId: `reminder-${from + at}` },
      })),
    );
  }
  const bytes = ((await used()) - before) / JOBS;
  await queue.obliterate({ force: true });
  await queue.close();
  redis.disconnect();
  return bytes;
}

/** Redis at its most while the service holds the ledger and many rows fall due at one instant. */
async function redisMb() {
  const stage = await openStage(redisUrl);
  const zone = zoneAtDay();
  const where = { uri, prefix, brokers: process.env['KAFKA_BROKERS'] ?? '', redisUrl, ownersUrl: stage.ownersUrl };
  await settleTown(world, { people: burst, zone });
  const service = new Contestant('ours', { world, where, people: burst, zone });
  try {
    await service.ready();
    const instant = soon(burst);
    await service.send({ count: burst, dueAt: () => new Date(instant) });
    await service.stop();
    return stage.peakMb();
  } finally {
    service.kill();
    stage.close();
  }
}

try {
  await world.createIndexes();
  const now = new Date();
  const fifth = Math.ceil(pending / samples);
  for (let from = 0; from < pending; from += fifth) {
    const count = Math.min(fifth, pending - from);
    const begin = performance.now();
    await fillPending(world, { count, from, people: Math.ceil(pending / 20), zone: 'Europe/London', now });
    const perSecond = (count / (performance.now() - begin)) * 1000;
    const { storageSize, totalIndexSize } = await sizes();
    const bytes = (storageSize + totalIndexSize) / (from + count);
    runs.push({ contestant: 'ours', rows: from + count, perSecond, bytes });
    console.log(`${from + count} rows: ${bytes.toFixed(0)} bytes each as they grew, ${perSecond.toFixed(0)} rows/s`);
  }
  const grown = await sizes();
  if (grown.count !== pending) throw new Error(`${grown.count} rows are there, not ${pending}`);
  await world.db.command({ compact: 'reminders', force: true });
  const packed = await sizes();
  const per = (/** @type {number} */ bytes) => bytes / pending;
  const redisPeakMb = await redisMb();
  const job = await bytesPerJob();
  console.log(
    `logical ${per(grown.size).toFixed(0)}, as grown: data ${per(grown.storageSize).toFixed(0)} + indexes ${per(grown.totalIndexSize).toFixed(0)}`,
  );
  console.log(
    `compacted: data ${per(packed.storageSize).toFixed(0)} + indexes ${per(packed.totalIndexSize).toFixed(0)}`,
  );
  for (const [name, bytes] of Object.entries(packed.indexSizes))
    console.log(`  ${name}: ${per(Number(bytes)).toFixed(1)} bytes`);
  const speeds = runs.map((run) => run.perSecond);
  const ratios = {
    grownBytes: per(grown.storageSize + grown.totalIndexSize),
    packedBytes: per(packed.storageSize + packed.totalIndexSize),
    bullmqBytes: job,
    redisPeakMb,
    packedToBullmq: per(packed.storageSize + packed.totalIndexSize) / job,
    lastFifthToMedian: (speeds.at(-1) ?? 0) / median(speeds),
  };
  const gates = [gate('bytes on disk per pending reminder, with indexes', ratios.packedBytes, { atMost: 400 })];
  gates.push(gate(`Redis with ${pending} pending and ${burst} due at once, MB`, redisPeakMb, { atMost: 64 }));
  finish({ bench: 'capacity', runs, ratios, gates }, values.json);
} finally {
  await world.drop();
  await world.close();
}
