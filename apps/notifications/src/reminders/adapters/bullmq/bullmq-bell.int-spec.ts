import { AppLogger, createLogger } from '@aftercare/platform';
import { eventually, testEngines, uniqueName } from '@aftercare/testing';
import { Redis } from 'ioredis';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Slot } from '../../application/sending/shards.js';
import { listBell, openQueues } from './bell-queues.js';
import { BellSettings, BullmqBell } from './bullmq-bell.js';

const LANES = [0, 1, 2, 3];
const slotOn = (lane: number, id = `slot-${lane}`): Slot => ({ id, lane, shards: [lane], ids: ['row'] });

let redis: Redis;
beforeAll(() => {
  redis = new Redis(testEngines().redisUrl);
});
afterAll(() => redis.quit());

const open: BullmqBell[] = [];
afterEach(async () => {
  for (const bell of open.splice(0)) await bell.close();
});

/** The bell of one process, and what it heard. */
const aBell = async (prefix: string, redisUrl = testEngines().redisUrl) => {
  const settings = new BellSettings(redisUrl, prefix);
  const bell = new BullmqBell(settings, new AppLogger(createLogger('test', 'silent')));
  const heard: Slot[] = [];
  await bell.listen(async (slot) => void heard.push(slot));
  open.push(bell);
  return { bell, heard };
};
const keysOf = (prefix: string): Promise<string[]> => redis.keys(`${prefix}:*`);

describe('the bell', () => {
  // How soon is told by the benchmark of sending (--part second).
  it('is heard on each lane, also by a worker that has done its work', async () => {
    const { bell, heard } = await aBell(uniqueName('bell'));
    await Promise.all(LANES.map((lane) => bell.ring(slotOn(lane))));
    await eventually(() => heard.length === 4);
    await bell.ring(slotOn(1, 'slot-5'));
    await eventually(() => heard.length === 5);
    expect(heard.at(-1)).toMatchObject({ id: 'slot-5', lane: 1 });
    expect(heard.map(({ lane }) => lane).sort()).toEqual([0, 1, 1, 2, 3]);
  });

  it('is heard by the process that rang, which alone holds the shards, and by no other', async () => {
    const prefix = uniqueName('bell');
    const [one, standby] = [await aBell(prefix), await aBell(prefix)];
    const ids = Array.from({ length: 40 }, (_, index) => `ring-${index}`);
    await Promise.all(ids.map((id, index) => one.bell.ring(slotOn(index % LANES.length, id))));
    await eventually(() => one.heard.length === ids.length);
    await standby.bell.ring(slotOn(2, 'own'));
    await eventually(() => standby.heard.length === 1);
    expect(one.heard.map(({ id }) => id).sort()).toEqual(ids.toSorted());
    expect(standby.heard.map(({ id }) => id)).toEqual(['own']);
  });
});

describe('what a bell has in Redis', () => {
  it('is gone when it was closed', async () => {
    const prefix = uniqueName('bell');
    const { bell, heard } = await aBell(prefix);
    await bell.ring(slotOn(0));
    await eventually(() => heard.length === 1);
    expect(await keysOf(prefix)).not.toEqual([]);
    await bell.close();
    expect(await keysOf(prefix)).toEqual([]);
  });

  it('is cleared up by the next process where its own was killed; a living one keeps its rings', async () => {
    const prefix = uniqueName('bell');
    const place = { redis, prefix };
    const killed = openQueues('killed', place);
    for (const queue of killed) await queue.add('slot', slotOn(0));
    await Promise.all(killed.map((queue) => queue.close()));
    await listBell('killed', place);
    const living = await aBell(prefix);
    await aBell(prefix);
    expect((await keysOf(prefix)).filter((key) => key.includes('killed'))).toEqual([]);
    expect(await redis.smembers(`${prefix}:bells`)).toHaveLength(2);
    await living.bell.ring(slotOn(3));
    await eventually(() => living.heard.length === 1);
  });

  it('may be wiped: what is rung afterwards is heard', async () => {
    const prefix = uniqueName('bell');
    const { bell, heard } = await aBell(prefix);
    await redis.del(await keysOf(prefix));
    await bell.ring(slotOn(1));
    await eventually(() => heard.length === 1);
  });
});

/** A way to Redis that can be cut. */
const aLine = async () => {
  const { hostname, port } = new URL(testEngines().redisUrl);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    near.pipe(far).pipe(near);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
};

describe('a bell whose Redis is away', () => {
  it('says at once that it cannot ring, and closes all the same', async () => {
    const line = await aLine();
    const { bell, heard } = await aBell(uniqueName('bell'), line.url);
    await bell.ring(slotOn(0));
    await eventually(() => heard.length === 1);
    await line.cut();
    await eventually(() =>
      bell.ring(slotOn(1)).then(
        () => false,
        () => true,
      ),
    );
    await bell.close();
    expect(heard).toHaveLength(1);
  });

  it('closes also when it goes away at that moment', async () => {
    const line = await aLine();
    const { bell } = await aBell(uniqueName('bell'), line.url);
    await Promise.all([bell.close(), line.cut()]);
  });
});
