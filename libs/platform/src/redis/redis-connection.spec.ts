import { checkRedis, RedisPolicyError } from './redis-connection.js';

const infoOf = (policy: string, hz: number) => ({
  memory: `# Memory\r\nused_memory:1\r\nmaxmemory_policy:${policy}\r\n`,
  server: `# Server\r\nhz:${hz}\r\nconfigured_hz:${hz}\r\n`,
});

const warningsOf = (policy: string, hz: number): readonly string[] => {
  const warnings: string[] = [];
  checkRedis(infoOf(policy, hz), (message) => void warnings.push(message));
  return warnings;
};

describe('checkRedis', () => {
  it('is content with noeviction and hz 100', () => {
    expect(warningsOf('noeviction', 100)).toEqual([]);
  });

  it('refuses a Redis that may evict jobs, or does not say', () => {
    expect(() => warningsOf('allkeys-lru', 100)).toThrow(RedisPolicyError);
    expect(() => checkRedis({ memory: '', server: '' }, () => undefined)).toThrow('not unknown');
  });

  it('warns about a slow timer', () => {
    expect(warningsOf('noeviction', 10)).toEqual([expect.stringContaining('hz 10')]);
  });
});
