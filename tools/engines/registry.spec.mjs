import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runsFolder } from './registry.mjs';

describe('the folder of runs', () => {
  /** @type {string} */
  let root;
  const at = (/** @type {string} */ name) => ({ AFTERCARE_RUNS_DIR: join(root, name) });
  const modeOf = (/** @type {string} */ path) => lstatSync(path).mode & 0o777;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'aftercare-registry-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('is for its owner only, also when it was there with other rights', () => {
    expect(modeOf(runsFolder(at('new')))).toBe(0o700);
    mkdirSync(join(root, 'open'));
    chmodSync(join(root, 'open'), 0o777);
    expect(modeOf(runsFolder(at('open')))).toBe(0o700);
  });

  it('is refused when it is a link or a file', () => {
    mkdirSync(join(root, 'elsewhere'));
    symlinkSync(join(root, 'elsewhere'), join(root, 'link'));
    writeFileSync(join(root, 'file'), '');
    expect(() => runsFolder(at('link'))).toThrow('AFTERCARE_RUNS_DIR');
    expect(() => runsFolder(at('file'))).toThrow();
  });

  it('is refused when somebody else made it', () => {
    const { getuid } = process;
    process.getuid = () => lstatSync(root).uid + 1;
    try {
      expect(() => runsFolder(at('.'))).toThrow('belongs to somebody else');
    } finally {
      process.getuid = getuid;
    }
  });
});
