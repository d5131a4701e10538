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

  it('is heard at once, on each lane', async () => {
    const slots = [0, 1, 2, 3].map((lane) => ({ id: `slot-${lane}`, lane, shards: [lane], ids: ['row'] }));
    // The first ring of a fresh queue waits for its worker.
    await Promise.all(slots.map((slot) => bell.ring(slot)));
    await eventually(() => heard.length === 4);
    const from = performance.now();
    await bell.ring({ id: 'slot-5', lane: 1, shards: [1], ids: ['row'] });
    await eventually(() => heard.length === 5, { everyMs: 1 });
    expect(performance.now() - from).toBeLessThan(200);
    expect(heard.map(({ id }) => id)).toContain('slot-5');
  });
});
