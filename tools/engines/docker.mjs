/** @typedef {import('./locate.mjs').Source} Source */

/**
 * An engine as a container that listens inside on the very port it has outside, so that the address it tells its
 * clients is right for both. The container goes when its client process goes, or by `after` when that was killed.
 * @param {{ name: string, runId: string, ports: readonly number[], source: Extract<Source, { from: 'docker' }>,
 *   command: readonly string[], options?: readonly string[] }} what
 */
export function asContainer({ name, runId, ports, source, command, options = [] }) {
  const container = `aftercare-${runId}-${name}`;
  const [port] = ports;
  const publish = ['--publish', `127.0.0.1:${port}:${port}`];
  return {
    command: source.docker,
    args: ['run', '--rm', '--name', container, ...publish, ...options, source.image, ...command],
    after: [source.docker, 'rm', '--force', '--volumes', container],
  };
}
