import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brokerOf } from './kafka-wire.mjs';

const execute = promisify(execFile);

/** Its own engines, since it stops them. */
const { MONGODB_URI: _mongodb, KAFKA_BROKERS: _kafka, REDIS_URL: _redis, ...env } = process.env;

/** @param {readonly string[]} args */
async function cli(...args) {
  const { stdout } = await execute(process.execPath, [join(process.cwd(), 'tools', 'engines', 'cli.mjs'), ...args], {
    env,
  });
  return Object.fromEntries([...stdout.matchAll(/^export (\w+)='(.*)'$/gmu)].map(([, key, value]) => [key, value]));
}

/** @param {string} uri */
async function openMongo(uri) {
  const { MongoClient } = await import('mongodb');
  return new MongoClient(uri, { serverSelectionTimeoutMS: 10_000 }).connect();
}

/**
 * @param {string} url
 * @param {string} command
 * @returns {Promise<string>}
 */
function askRedis(url, command) {
  return new Promise((resolve, reject) => {
    const socket = createConnection(Number(new URL(url).port), '127.0.0.1', () => socket.write(`${command}\r\n`));
    socket.once('error', reject);
    socket.once('data', (chunk) => {
      socket.destroy();
      resolve(String(chunk));
    });
  });
}

describe('the real engines', () => {
  /** @type {string} */
  let dir;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'aftercare-real-engines-'));
  });
  afterEach(async () => {
    await cli('stop', '--dir', dir);
    rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  });

  it('serve with the settings the product counts on', async () => {
    const addresses = await cli('start', '--dir', dir);
    const client = await openMongo(addresses['MONGODB_URI']);
    const { config } = await client.db('admin').command({ replSetGetConfig: 1 });
    const session = client.startSession();
    await session.withTransaction(() => client.db('trial').collection('notes').insertOne({ n: 1 }, { session }));
    await session.endSession();
    await client.close();
    expect(config.writeConcernMajorityJournalDefault).toBe(false);

    await expect(askRedis(addresses['REDIS_URL'], 'CONFIG GET maxmemory-policy')).resolves.toContain('noeviction');
    await expect(askRedis(addresses['REDIS_URL'], 'CONFIG GET appendonly')).resolves.toContain('yes');
    await expect(askRedis(addresses['REDIS_URL'], 'CONFIG GET hz')).resolves.toContain('100');
    await expect(brokerOf(Number(addresses['KAFKA_BROKERS'].split(':')[1]))).resolves.toMatchObject({ brokers: 1 });
  }, 120_000);

  it('keep what was stored when they start again on other ports', async () => {
    const before = await cli('start', '--durable', '--dir', dir);
    const writer = await openMongo(before['MONGODB_URI']);
    await writer
      .db('trial')
      .collection('notes')
      .insertOne({ n: 7 }, { writeConcern: { w: 'majority' } });
    const { config } = await writer.db('admin').command({ replSetGetConfig: 1 });
    await writer.close();
    expect(config.writeConcernMajorityJournalDefault).toBe(true);
    const { clusterId } = (await brokerOf(Number(before['KAFKA_BROKERS'].split(':')[1]))) ?? {};
    await askRedis(before['REDIS_URL'], 'SET note 7');
    await cli('stop', '--dir', dir);
    rmSync(join(dir, 'ports.json'));

    const after = await cli('start', '--durable', '--dir', dir);
    expect(after['MONGODB_URI']).not.toBe(before['MONGODB_URI']);
    const reader = await openMongo(after['MONGODB_URI']);
    await expect(reader.db('trial').collection('notes').countDocuments({ n: 7 })).resolves.toBe(1);
    await reader.close();
    await expect(askRedis(after['REDIS_URL'], 'GET note')).resolves.toContain('7');
    await expect(brokerOf(Number(after['KAFKA_BROKERS'].split(':')[1]))).resolves.toEqual({ brokers: 1, clusterId });
  }, 120_000);
});
