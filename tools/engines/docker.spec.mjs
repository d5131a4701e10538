import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kafka } from './kafka.mjs';
import { mongodb } from './mongodb.mjs';
import { redis } from './redis.mjs';

/** @type {string} */
let root;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'docker-spec-'));
});
afterEach(() => rm(root, { recursive: true }));

const ENGINES = /** @type {const} */ ([
  ['MongoDB', mongodb, '/data/db'],
  ['Redis', redis, '/data'],
  ['Kafka', kafka, '/var/lib/kafka/data'],
]);
/** @type {{ from: 'docker', docker: string, image: string }} */
const source = { from: 'docker', docker: '/usr/bin/docker', image: 'image:1' };

/**
 * @param {import('./start.mjs').Engine} engine
 * @param {{ dir?: string, durable: boolean, runId?: string }} run
 */
const planOf = (engine, { dir = join(root, '.data'), durable, runId = 'run-1' }) =>
  engine.plan({ dir, ports: [4001, 4002], source, runId, durable });

/** @param {{ args: readonly string[] }} plan */
const mountOf = ({ args }) => (args.includes('--mount') ? args[args.indexOf('--mount') + 1] : undefined);

describe.each(ENGINES)('%s in a container', (_, engine, path) => {
  it('keeps the data of a durable run in a volume that the next run finds again', async () => {
    const first = await planOf(engine, { durable: true });
    const id = (await readFile(join(root, '.data', 'docker-volumes'), 'utf8')).trim();
    expect(mountOf(first)).toBe(`type=volume,source=aftercare-${id}-${engine.name},target=${path}`);
    expect(first.args.indexOf('--mount')).toBeLessThan(first.args.indexOf('image:1'));
    await rename(join(root, '.data'), join(root, 'moved'));
    const second = await planOf(engine, { durable: true, runId: 'run-2', dir: join(root, 'moved') });
    expect(mountOf(second)).toBe(mountOf(first));
    expect(second.identity).toBe(first.identity);
  });

  it('removes the container and no volume that has a name', async () => {
    const { after = [] } = await planOf(engine, { durable: true });
    expect(after).toEqual(['/usr/bin/docker', 'rm', '--force', '--volumes', `aftercare-run-1-${engine.name}`]);
  });

  it('begins with nothing in another data folder', async () => {
    const [one, other] = [
      await planOf(engine, { durable: true }),
      await planOf(engine, { durable: true, dir: join(root, 'other') }),
    ];
    expect(mountOf(other)).not.toBe(mountOf(one));
  });

  it('keeps nothing of a run that is not durable', async () => {
    expect(mountOf(await planOf(engine, { durable: false }))).toBeUndefined();
  });
});

it('Kafka writes into the folder that is kept', async () => {
  expect((await planOf(kafka, { durable: true })).args).toContain('KAFKA_LOG_DIRS=/var/lib/kafka/data');
});
