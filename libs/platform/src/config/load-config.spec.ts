import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { configTable, readConfig } from './load-config.js';
import { platformConfig, redisConfig } from './platform-config.js';

const schema = z.object({ ...platformConfig, ...redisConfig });
const good = {
  MONGODB_URI: 'mongodb://127.0.0.1:27017',
  KAFKA_BROKERS: '127.0.0.1:9092',
  REDIS_URL: 'redis://127.0.0.1:6379',
  INTERNAL_TOKEN_SECRET: 'x'.repeat(32),
  LINK_KEY: 'y'.repeat(32),
  MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
};

const problemsOf = (env: Record<string, string>): readonly string[] => {
  const result = readConfig(schema, env);
  return result.ok ? [] : result.problems;
};

describe('readConfig', () => {
  it('gives defaults where they are safe', () => {
    expect(readConfig(schema, good)).toMatchObject({
      ok: true,
      config: { HOST: '127.0.0.1', DB_PREFIX: 'aftercare', CLOCK: 'system', TOPIC_PREFIX: '' },
    });
  });

  it('reports all problems at once and never a value', () => {
    const problems = problemsOf({ ...good, MASTER_KEY: 'c2hvcnQ=', LINK_KEY: 'tiny-secret', PORT: '70000' });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(
      expect.arrayContaining(['MASTER_KEY', 'LINK_KEY', 'PORT']),
    );
    expect(problems.join()).not.toMatch(/tiny-secret|c2hvcnQ|70000/u);
  });

  it('takes an empty variable as not set', () => {
    expect(problemsOf({ ...good, REDIS_URL: '' })).toEqual([expect.stringMatching(/^REDIS_URL: /u)]);
  });

  it('refuses the stepped clock in production', () => {
    const env = { ...good, CLOCK: 'stepped', CLOCK_START: '2027-03-01T08:00:00Z', NODE_ENV: 'production' };
    expect(problemsOf(env)).toEqual(['CLOCK: stepped is refused with NODE_ENV=production']);
  });

  it('asks for the first instant of a stepped clock', () => {
    expect(problemsOf({ ...good, CLOCK: 'stepped' })).toEqual(['CLOCK_START: required with CLOCK=stepped']);
  });

  it('reads a secret from a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'config-')), 'key');
    writeFileSync(file, `${'z'.repeat(40)}\n`);
    expect(readConfig(schema, { ...good, LINK_KEY: '', LINK_KEY_FILE: file })).toMatchObject({
      ok: true,
      config: { LINK_KEY: 'z'.repeat(40) },
    });
  });

  it('names a secret file that cannot be read, once', () => {
    expect(problemsOf({ ...good, LINK_KEY: '', LINK_KEY_FILE: '/nowhere/key' })).toEqual([
      'LINK_KEY_FILE: the file cannot be read',
    ]);
  });

  it('refuses a secret that is given twice', () => {
    expect(problemsOf({ ...good, LINK_KEY_FILE: '/nowhere/key' })).toEqual([
      'LINK_KEY: set it or LINK_KEY_FILE, not both',
    ]);
  });
});

describe('configTable', () => {
  it('has a described row for every key', () => {
    const rows = configTable(schema).split('\n').slice(2);
    expect(rows).toHaveLength(Object.keys(schema.shape).length);
    for (const row of rows) expect(row).toMatch(/^\| `[A-Z_]+` \| .+ \| .{10,} \|$/u);
    expect(rows).toContainEqual(expect.stringContaining('| `LINK_KEY` | required |'));
  });
});
