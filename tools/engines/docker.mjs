import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('./locate.mjs').Source} Source */

/**
 * An engine as a container that listens inside on the very port it has outside, so that the address it tells its
 * clients is right for both. The container goes when its client process goes, or by `after` when that was killed.
 * @param {{ name: string, runId: string, ports: readonly number[], source: Extract<Source, { from: 'docker' }>,
 *   command: readonly string[], options?: readonly string[], keep?: { dir: string, path: string } }} what
 *   `keep`: the run's data folder, and where in the container lies what a later run finds again
 */
export function asContainer({ name, runId, ports, source, command, options = [], keep }) {
  const container = `aftercare-${runId}-${name}`;
  const [port] = ports;
  const publish = ['--publish', `127.0.0.1:${port}:${port}`];
  const volume = keep === undefined ? [] : mountOf(name, keep);
  return {
    command: source.docker,
    args: ['run', '--rm', '--name', container, ...publish, ...volume, ...options, source.image, ...command],
    // `--volumes`, like `--rm`, takes the volumes without a name along. Those with a name stay.
    after: [source.docker, 'rm', '--force', '--volumes', container],
  };
}

/**
 * Data that is kept lies in a volume with a name: images write as users of their own, who may not write into a folder of
 * this machine. The name comes from an id in the data folder, so that a folder that was moved finds its data again, and
 * one that was deleted begins with nothing.
 * @param {string} name
 * @param {{ dir: string, path: string }} keep
 */
function mountOf(name, { dir, path }) {
  return ['--mount', `type=volume,source=aftercare-${keptId(dir)}-${name},target=${path}`];
}

/** @param {string} dir */
function keptId(dir) {
  const file = join(dir, 'docker-volumes');
  mkdirSync(dir, { recursive: true });
  if (!existsSync(file)) writeFileSync(file, `${randomUUID()}\n`);
  return readFileSync(file, 'utf8').trim();
}
