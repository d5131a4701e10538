// Every fast check, one after another; all of them run, and the last lines say which failed.
import { spawnSync } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const bin = (path) => ['node', `node_modules/${path}`];

/** @type {ReadonlyArray<{ name: string, command: string[] }>} */
const checks = [
  { name: 'format', command: [...bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
  { name: 'types', command: [...bin('typescript/bin/tsc'), '-p', 'tsconfig.test.json'] },
  { name: 'types of the console', command: [...bin('typescript/bin/tsc'), '-p', 'apps/console/tsconfig.json'] },
  // Without a cache: what a rule says of a file may follow from a type in another one.
  { name: 'lint', command: [...bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'] },
  {
    name: 'architecture',
    command: [
      ...bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      'apps',
      'libs',
    ],
  },
  { name: 'dead code', command: [...bin('knip/bin/knip.js'), '--no-progress'] },
  { name: 'workspaces', command: ['node', 'tools/check/workspaces.mjs'] },
  { name: 'lock file', command: ['node', 'tools/check/lock-file.mjs'] },
  { name: 'build', command: [...bin('typescript/bin/tsc'), '-b'] },
  { name: 'contracts', command: ['node', 'tools/check/contracts.mjs'] },
  { name: 'generated files', command: ['node', 'tools/generate/generate.mjs', '--check'] },
];

const wanted = process.argv.slice(2);
const failed = [];
for (const { name, command } of checks) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const started = performance.now();
  const [program, ...args] = command;
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit' });
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  if (status !== 0) failed.push(name);
}
if (failed.length > 0) {
  console.error(`check failed: ${failed.join(', ')}`);
  process.exit(1);
}
console.log('check passed');
