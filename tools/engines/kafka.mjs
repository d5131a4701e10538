import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asContainer } from './docker.mjs';
import { run } from './process.mjs';
import { brokerOf } from './kafka-wire.mjs';

/** @typedef {import('./start.mjs').Engine} Engine */

/** One broker that is its own controller: no replicas, no waiting for more members, nothing created by accident. */
const SETTINGS = Object.freeze({
  'process.roles': 'broker,controller',
  'node.id': '1',
  'controller.listener.names': 'CONTROLLER',
  'inter.broker.listener.name': 'PLAINTEXT',
  'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
  'offsets.topic.replication.factor': '1',
  'offsets.topic.num.partitions': '4',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
  'transaction.state.log.num.partitions': '4',
  'share.coordinator.state.topic.replication.factor': '1',
  'share.coordinator.state.topic.min.isr': '1',
  'share.coordinator.state.topic.num.partitions': '1',
  'group.initial.rebalance.delay.ms': '0',
  'auto.create.topics.enable': 'false',
  // A broker that was killed would else be refused for 9 s by its own old registration.
  'broker.session.timeout.ms': '2000',
  'broker.heartbeat.interval.ms': '500',
});

/** The image's own user may write there. */
const KEPT_IN_IMAGE = '/var/lib/kafka/data';

const HEAP = '512m';
/** The JVM's second compiler pays only after many minutes: a run of two takes a quarter less processor time without it. */
const SHORT_LIVED = ['-XX:TieredStopAtLevel=1'];

/** @type {Engine} */
export const kafka = {
  name: 'kafka',
  portCount: 2,
  readyWithinMs: 90_000,

  async plan({ dir, ports, source, runId, durable }) {
    const home = join(dir, 'kafka');
    mkdirSync(home, { recursive: true });
    const clusterId = keptClusterId(home);
    if (source.from === 'docker') {
      const options = containerEnv(ports, clusterId, durable ? KEPT_IN_IMAGE : '/tmp/kafka-data');
      const keep = durable ? { keep: { dir, path: KEPT_IN_IMAGE } } : {};
      return {
        ...asContainer({ name: 'kafka', runId, ports, source, options, command: [], ...keep }),
        identity: clusterId,
      };
    }
    if (source.from !== 'jars') throw new Error(`Kafka cannot be started from ${source.from}`);
    const properties = join(home, 'server.properties');
    writeFileSync(properties, serverProperties(home, ports));
    const flags = [`-Xmx${HEAP}`, '-XX:+UseSerialGC', ...(durable ? [] : SHORT_LIVED)];
    const java = [source.java, ...flags, '-cp', join(source.libs, '*')];
    if (!existsSync(join(home, 'data', 'meta.properties'))) await format(java, properties, clusterId);
    const [command = '', ...args] = [...java, 'kafka.Kafka', properties];
    return { command, args, identity: clusterId };
  },

  address: ([port]) => `127.0.0.1:${port}`,

  async ready({ ports: [port], identity }) {
    const broker = await brokerOf(port ?? 0);
    return broker !== undefined && broker.brokers > 0 && broker.clusterId === identity;
  },
};

/** @param {string} home */
function keptClusterId(home) {
  const file = join(home, 'cluster-id');
  // A dash in front would pass for an option on Kafka's command line.
  if (!existsSync(file)) writeFileSync(file, randomBytes(16).toString('base64url').replace(/^-/u, 'A'));
  return readFileSync(file, 'utf8').trim();
}

/** @param {readonly number[]} ports */
function listeners([broker, controller]) {
  return {
    listeners: `PLAINTEXT://127.0.0.1:${broker},CONTROLLER://127.0.0.1:${controller}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${broker}`,
    'controller.quorum.voters': `1@127.0.0.1:${controller}`,
  };
}

/**
 * @param {string} home
 * @param {readonly number[]} ports
 */
function serverProperties(home, ports) {
  const all = { ...SETTINGS, ...listeners(ports), 'log.dirs': join(home, 'data') };
  return `${Object.entries(all)
    .map(([key, value]) => `${key}=${value}`)
    .join('\n')}\n`;
}

/**
 * The image reads `KAFKA_` + key, upper case, dots as underscores. The broker's port is published, so inside it must
 * listen on every address.
 * @param {readonly number[]} ports
 * @param {string} clusterId
 * @param {string} logDirs
 */
function containerEnv(ports, clusterId, logDirs) {
  const all = { ...SETTINGS, ...listeners(ports), 'log.dirs': logDirs };
  all.listeners = `PLAINTEXT://0.0.0.0:${ports[0]},CONTROLLER://127.0.0.1:${ports[1]}`;
  const settings = Object.entries(all).flatMap(([key, value]) => [
    '--env',
    `KAFKA_${key.toUpperCase().replaceAll('.', '_')}=${value}`,
  ]);
  return ['--env', `CLUSTER_ID=${clusterId}`, ...settings];
}

/**
 * @param {readonly string[]} java
 * @param {string} properties
 * @param {string} clusterId
 */
async function format(java, properties, clusterId) {
  const { code, output } = await run([...java, 'kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', properties]);
  if (code !== 0) throw new Error(`Kafka's storage could not be formatted:\n${output.slice(-2000)}`);
}
