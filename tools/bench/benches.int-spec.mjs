import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether they still run; how fast says nothing here, so gates may fail. Each proves exact delivery in its own run, or ends with an error. Without repeats the warm-up counts. */
describe('a benchmark of a few rows', () => {
  /** @type {string} */
  let dir;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'aftercare-bench-'));
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it.each([
    ['capacity', '--pending 300 --runs 1 --burst 20', ['packedBytes', 'redisPeakMb']],
    ['relay', '--rows 100 --runs 0 --part drain', ['oursToBare']],
    ['sending', '--pending 60 --runs 0 --burst 40 --part rate --only ours,same-work', ['oursToSameWork']],
  ])(
    'runs and writes its figures: %s',
    (name, args, keys) => {
      const file = join(dir, `${name}.json`);
      const program = join(process.cwd(), 'tools', 'bench', `${name}.mjs`);
      const run = spawnSync(process.execPath, [program, ...args.split(' '), '--json', file], { encoding: 'utf8' });
      expect(run.stderr).toBe('');
      const { bench, ratios, gates } = JSON.parse(readFileSync(file, 'utf8'));
      expect(bench).toBe(name);
      for (const key of keys) expect(ratios[key]).toBeGreaterThan(0);
      expect(gates.length).toBeGreaterThan(0);
      expect(run.status).toBe(gates.every(({ ok }) => ok) ? 0 : 1);
    },
    240_000,
  );
});
