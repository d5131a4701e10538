import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare } from './stage1.mjs';

const LOCK = {
  packages: {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/mac': { version: '2.0.0', optional: true },
  },
};
const INSTALLED = { packages: { 'node_modules/a': { version: '1.0.0' } } };
/** Stands in for npm: writes what npm leaves behind. */
const NPM = `const fs = require('node:fs');
fs.appendFileSync('npm-calls', process.argv[2]);
if (process.env.FAKE_NPM_FAILS) process.exit(1);
fs.mkdirSync('node_modules', { recursive: true });
fs.writeFileSync('node_modules/.package-lock.json', ${JSON.stringify(JSON.stringify(INSTALLED))});`;

describe('the first stage', () => {
  /** @type {string} */
  let root;
  /** @type {NodeJS.ProcessEnv} */
  let env;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'aftercare-stage1-'));
    mkdirSync(join(root, 'runs'));
    writeFileSync(join(root, 'npm.cjs'), NPM);
    env = {
      PATH: process.env['PATH'],
      CI: '1',
      npm_execpath: join(root, 'npm.cjs'),
      AFTERCARE_RUNS_DIR: join(root, 'runs'),
    };
    write('package.json', { engines: { node: '>=18.0.0' } });
    write('package-lock.json', LOCK);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /**
   * @param {string} name
   * @param {object} content
   */
  const write = (name, content) => writeFileSync(join(root, name), JSON.stringify(content));
  const didInstall = () => existsSync(join(root, 'npm-calls'));
  const run = () => prepare({ root, env, log: () => undefined });

  it('installs when nothing is there, once', async () => {
    await run();
    expect(didInstall()).toBe(true);
    rmSync(join(root, 'npm-calls'));
    await run();
    expect(didInstall()).toBe(false);
  });

  it('takes what somebody installed by hand, whichever file is newer', async () => {
    mkdirSync(join(root, 'node_modules'));
    write('node_modules/.package-lock.json', INSTALLED);
    utimesSync(join(root, 'node_modules', '.package-lock.json'), 0, 0);
    await run();
    expect(didInstall()).toBe(false);
  });

  it('installs again when the lock file wants another version', async () => {
    await run();
    rmSync(join(root, 'npm-calls'));
    write('package-lock.json', { packages: { ...LOCK.packages, 'node_modules/a': { version: '1.0.1' } } });
    await run();
    expect(didInstall()).toBe(true);
  });

  it('never installs through a link, since npm would empty what is behind it', async () => {
    mkdirSync(join(root, 'elsewhere'));
    writeFileSync(join(root, 'elsewhere', 'kept'), '');
    symlinkSync(join(root, 'elsewhere'), join(root, 'node_modules'));
    await expect(run()).rejects.toThrow('node_modules is a link');
    expect(didInstall()).toBe(false);
    expect(existsSync(join(root, 'elsewhere', 'kept'))).toBe(true);
  });

  it('says what to do when the installation fails', async () => {
    env['FAKE_NPM_FAILS'] = '1';
    await expect(run()).rejects.toThrow('npm ci failed');
  });

  it.each(['^99.0.0', '>=99.0.0', '^99.1.0 || ^98.0.0'])('refuses a Node outside %s', async (range) => {
    write('package.json', { engines: { node: range } });
    await expect(run()).rejects.toThrow(`Aftercare needs ${range}`);
  });
});
