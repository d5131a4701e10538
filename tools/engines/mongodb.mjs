import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { asContainer } from './docker.mjs';

/** @typedef {import('./start.mjs').Engine} Engine */

const REPLICA_SET = 'rs0';
/** A process that dies within a transaction keeps its documents locked that long; MongoDB's own default is 60. Ours take seconds at most. */
const TRANSACTION_SECONDS = 20;

/** @type {Engine} */
export const mongodb = {
  name: 'mongodb',
  portCount: 1,
  readyWithinMs: 60_000,

  async plan({ dir, ports: [port], source, runId, durable }) {
    const data = join(dir, 'mongodb');
    mkdirSync(data, { recursive: true });
    const common = [
      ...['--port', String(port), '--replSet', REPLICA_SET, '--wiredTigerCacheSizeGB', '1'],
      ...['--setParameter', `transactionLifetimeLimitSeconds=${TRANSACTION_SECONDS}`],
    ];
    if (source.from === 'docker')
      return asContainer({
        name: 'mongodb',
        runId,
        ports: [port ?? 0],
        source,
        command: ['mongod', ...common, '--bind_ip_all'],
        ...(durable ? { keep: { dir, path: '/data/db' } } : {}),
      });
    if (source.from !== 'program') throw new Error(`MongoDB cannot be started from ${source.from}`);
    const own = ['--dbpath', data, '--bind_ip', '127.0.0.1', '--unixSocketPrefix', data, '--nounixsocket'];
    return { command: source.program, args: [...common, ...own] };
  },

  address: ([port]) => `mongodb://127.0.0.1:${port}/?replicaSet=${REPLICA_SET}`,

  async ready({ ports: [port], durable, pid, isContainer }) {
    const { MongoClient } = await import('mongodb');
    const options = { directConnection: true, serverSelectionTimeoutMS: 1000, connectTimeoutMS: 1000 };
    const client = new MongoClient(`mongodb://127.0.0.1:${port}/`, options);
    try {
      const status = await client.db('admin').command({ hello: 1 });
      if (!isContainer && !(await isOurs(client, pid))) return false;
      if (status['isWritablePrimary']) return true;
      await joinReplicaSet(client, `127.0.0.1:${port}`, durable);
      return false;
    } catch {
      return false;
    } finally {
      await client.close();
    }
  },
};

/**
 * On a port that was lost to somebody else a server answers too, but it is not the one that was started.
 * @param {import('mongodb').MongoClient} client
 * @param {number} pid
 */
async function isOurs(client, pid) {
  const { pid: actual } = await client.db('admin').command({ serverStatus: 1 });
  return Number(actual) === pid;
}

/**
 * Makes the server the only member of its set; data kept from an earlier run knows another port and is told the new one.
 * @param {import('mongodb').MongoClient} client
 * @param {string} host
 * @param {boolean} durable
 */
async function joinReplicaSet(client, host, durable) {
  const members = [{ _id: 0, host }];
  const known = await client.db('local').collection('system.replset').findOne({});
  if (!known) {
    const config = { _id: REPLICA_SET, members, ...(durable ? {} : { writeConcernMajorityJournalDefault: false }) };
    await client.db('admin').command({ replSetInitiate: config });
    return;
  }
  if (known['members'][0].host === host) return;
  await client
    .db('admin')
    .command({ replSetReconfig: { ...known, version: Number(known['version']) + 1, members }, force: true });
}
