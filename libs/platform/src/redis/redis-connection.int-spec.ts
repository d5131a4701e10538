import { testEngines } from '@aftercare/testing';
import { redisConnection } from './redis-connection.js';

describe('redisConnection', () => {
  it('connects to a Redis that keeps every key', async () => {
    const redis = await redisConnection(testEngines().redisUrl, () => undefined);
    expect(await redis.ping()).toBe('PONG');
    await redis.quit();
  });

  it('says so when nobody is there', async () => {
    await expect(redisConnection('redis://127.0.0.1:1')).rejects.toThrow();
  });
});
