import { testEngines } from './test-engines.js';

describe('testEngines', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  it('names the command that brings the engines when one is missing', () => {
    process.env = { ...before, MONGODB_URI: 'mongodb://x', KAFKA_BROKERS: 'x:1', REDIS_URL: '' };
    expect(() => testEngines()).toThrow(/REDIS_URL is not set.*npm test/u);
  });

  it('gives their addresses', () => {
    process.env = { ...before, MONGODB_URI: 'mongodb://x', KAFKA_BROKERS: 'x:1', REDIS_URL: 'redis://x' };
    expect(testEngines()).toEqual({ mongodbUri: 'mongodb://x', kafkaBrokers: 'x:1', redisUrl: 'redis://x' });
  });
});
