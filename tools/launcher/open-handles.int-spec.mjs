import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const JEST = join(process.cwd(), 'node_modules', 'jest', 'bin', 'jest.js');
const REPORTER = join(process.cwd(), 'tools', 'launcher', 'open-handles.mjs');

describe('a run whose tests are over', () => {
  /** @type {string} */
  let dir;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'aftercare-open-handles-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  /** @param {Record<string, string>} specs */
  function run(specs) {
    for (const [name, text] of Object.entries(specs)) writeFileSync(join(dir, name), text);
    const config = {
      rootDir: dir,
      testMatch: ['**/*.spec.js'],
      transform: {},
      reporters: [[REPORTER, { patienceMs: 300 }]],
    };
    const args = [JEST, '--runInBand', '--config', JSON.stringify(config)];
    return spawnSync(process.execPath, args, { cwd: dir, encoding: 'utf8', timeout: 30_000 });
  }

  const CLEAN = "it('passes', () => undefined);";
  const CARELESS = "it('passes', (done) => void require('node:net').createServer().listen(0, '127.0.0.1', done));";

  it('ends by itself when nothing is left open', () => {
    const { status, stderr } = run({ 'clean.spec.js': CLEAN });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  }, 30_000);

  it('fails when something holds the process, and says what and since which spec', () => {
    const { status, stderr } = run({ 'clean.spec.js': CLEAN, 'careless.spec.js': CARELESS });
    expect(status).toBe(1);
    expect(stderr).toContain('the tests are over, but after 0.3 s something still holds the process');
    expect(stderr).toMatch(/Server on \{"address":"127\.0\.0\.1".*first seen after careless\.spec\.js/u);
  }, 30_000);
});
