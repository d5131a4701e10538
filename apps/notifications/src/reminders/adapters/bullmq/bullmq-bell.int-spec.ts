import { AppLogger, createLogger } from '@aftercare/platform';
import { eventually, testEngines, uniqueName } from '@aftercare/testing';
import type { Slot } from '../../application/sending/shards.js';
import { BellSettings, BullmqBell } from './bullmq-bell.js';

describe('the bell', () => {
  let bell: BullmqBell;
  const heard: Slot[] = [];

  beforeAll(async () => {
    bell = new BullmqBell(
      new BellSettings(testEngines().redisUrl, uniqueName('bell')),
      new AppLogger(createLogger('test', 'silent')),
    );
    await bell.listen(async (slot) => void heard.push(slot));
  });
  afterAll(() => bell.close());

  // How soon is told by the benchmark of sending (--part second).
  it('is heard on each lane, also by a worker that has done its work', async () => {
    const slots = [0, 1, 2, 3].map((lane) => ({ id: `slot-${lane}`, lane, shards: [lane], ids: ['row'] }));
    await Promise.all(slots.map((slot) => bell.ring(slot)));
    await eventually(() => heard.length === 4);
    await bell.ring({ id: 'slot-5', lane: 1, shards: [1], ids: ['row'] });
    await eventually(() => heard.length === 5);
    expect(heard.at(-1)).toMatchObject({ id: 'slot-5', lane: 1 });
    expect(heard.map(({ lane }) => lane).sort()).toEqual([0, 1, 1, 2, 3]);
  });
});
