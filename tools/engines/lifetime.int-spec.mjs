import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { startedAt, waitUntil } from './process.mjs';
import { FakeMachine, REDIS_PROGRAM } from './testing/machine.mjs';

/** @param {number} pid */
const isGone = (pid) => waitUntil(() => startedAt(pid) === undefined, { timeoutMs: 10_000 });

describe('how long engines live', () => {
  /** @type {FakeMachine} */
  let machine;

  beforeEach(() => {
    machine = new FakeMachine();
    machine.install('redis-server', REDIS_PROGRAM);
  });
  afterEach(() => machine.dispose());

  function theRun() {
    const [record] = machine.runRecords;
    const [redis] = record?.children ?? [];
    if (!record || !redis) throw new Error('no run is recorded');
    return { supervisor: record.supervisor.pid, redis: redis.pid };
  }

  it.each(/** @type {const} */ (['SIGKILL', 'SIGINT', 'SIGTERM']))('end with their launcher on %s', async (signal) => {
    const { launcher } = await machine.holdRedis();
    const { redis, supervisor } = theRun();
    launcher.kill(signal);
    await once(launcher, 'exit');
    await expect(isGone(redis)).resolves.toBe(true);
    await expect(isGone(supervisor)).resolves.toBe(true);
    expect(machine.runRecords).toEqual([]);
  });

  it('are ended by the next start when launcher and supervisor were both killed', async () => {
    const { launcher } = await machine.holdRedis();
    const { redis, supervisor } = theRun();
    process.kill(supervisor, 'SIGKILL');
    launcher.kill('SIGKILL');
    await isGone(supervisor);
    expect(startedAt(redis)).toBeDefined();

    const next = await machine.cli(['start', '--dir', join(machine.folder, 'next'), '--only', 'redis']);
    expect(next.stderr).toContain('ended redis of an earlier run that was killed');
    await expect(isGone(redis)).resolves.toBe(true);
    await machine.cli(['stop', '--dir', join(machine.folder, 'next')]);
    expect(machine.runRecords).toEqual([]);
  });

  it('never end a stranger that got the number of an orphan', async () => {
    const self = { pid: process.pid, startedAt: 'another time' };
    const record = { id: 'old', supervisor: self, children: [{ name: 'redis', ...self }], dir: '/', temporary: true };
    writeFileSync(join(machine.runs, 'old.json'), JSON.stringify(record));
    const { code } = await machine.cli(['start', '--dir', join(machine.folder, 'data'), '--only', 'redis']);
    expect(code).toBe(0);
    expect(machine.runRecords.map(({ id }) => id)).not.toContain('old');
    await machine.cli(['stop', '--dir', join(machine.folder, 'data')]);
  });

  it('outlive the command in the background until they are stopped', async () => {
    const dir = join(machine.folder, 'data');
    await machine.cli(['start', '--dir', dir, '--only', 'redis']);
    const { redis } = theRun();
    expect(startedAt(redis)).toBeDefined();
    const second = await machine.cli(['start', '--dir', dir, '--only', 'redis']);
    expect(second).toMatchObject({ code: 1, stderr: expect.stringContaining('engines already run from') });
    await machine.cli(['stop', '--dir', dir]);
    expect(startedAt(redis)).toBeUndefined();
  });
});

describe('ports of engines', () => {
  /** @type {FakeMachine} */
  let machine;

  beforeEach(() => {
    machine = new FakeMachine();
    machine.install('redis-server', REDIS_PROGRAM);
  });
  afterEach(() => machine.dispose());

  it('are those of the last time, and others when somebody has taken them', async () => {
    const dir = join(machine.folder, 'data');
    const first = await machine.cli(['start', '--dir', dir, '--only', 'redis']);
    await machine.cli(['stop', '--dir', dir]);
    const again = await machine.cli(['start', '--dir', dir, '--only', 'redis']);
    await machine.cli(['stop', '--dir', dir]);
    expect(again.stdout).toBe(first.stdout);

    const stranger = createServer().listen(Number(/:(\d+)'/u.exec(first.stdout)?.[1]), '127.0.0.1');
    await once(stranger, 'listening');
    const third = await machine.cli(['start', '--dir', dir, '--only', 'redis']);
    await machine.cli(['stop', '--dir', dir]);
    stranger.close();
    expect(third.code).toBe(0);
    expect(third.stdout).not.toBe(first.stdout);
  });

  it('are chosen again when one is lost between choosing and listening', async () => {
    const failOnce = join(machine.folder, 'fail-once');
    writeFileSync(failOnce, '');
    const dir = join(machine.folder, 'data');
    const { code, stderr } = await machine.cli(['start', '--dir', dir, '--only', 'redis'], {
      FAKE_FAIL_ONCE: failOnce,
    });
    await machine.cli(['stop', '--dir', dir]);
    expect(code).toBe(0);
    expect(stderr).toContain('Redis ended at once; trying other ports');
  });

  it('differ between two runs side by side', async () => {
    mkdirSync(join(machine.folder, 'a'));
    const [one, other] = await Promise.all([machine.holdRedis('a'), machine.holdRedis('b')]);
    expect(one.url).not.toBe(other.url);
    expect(machine.runRecords).toHaveLength(2);
  });

  it('tell the end of the log when an engine does not start at all', async () => {
    machine.install(
      'redis-server',
      "if (process.argv[2] === '--version') console.log('v=7.0.0'); else { console.log('disk is full'); process.exit(1) }",
    );
    const { code, stderr } = await machine.cli(['start', '--dir', join(machine.folder, 'data'), '--only', 'redis']);
    expect(code).toBe(1);
    expect(stderr).toContain('disk is full');
    expect(machine.runRecords).toEqual([]);
  });
});
