import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { asContainer } from './docker.mjs';

/** @typedef {import('./start.mjs').Engine} Engine */

/** Queues must never be evicted, must survive a restart, and are served by timers that tick 100 times a second. */
const SETTINGS = ['--maxmemory-policy', 'noeviction', '--appendonly', 'yes', '--hz', '100', '--save', ''];

/** @type {Engine} */
export const redis = {
  name: 'redis',
  portCount: 1,
  readyWithinMs: 30_000,

  async plan({ dir, ports: [port], source, runId, durable }) {
    const data = join(dir, 'redis');
    mkdirSync(data, { recursive: true });
    const listen = ['--port', String(port)];
    if (source.from === 'docker')
      return asContainer({
        name: 'redis',
        runId,
        ports: [port ?? 0],
        source,
        command: ['redis-server', ...listen, '--dir', '/data', ...SETTINGS],
        ...(durable ? { keep: { dir, path: '/data' } } : {}),
      });
    if (source.from !== 'program') throw new Error(`Redis cannot be started from ${source.from}`);
    return { command: source.program, args: [...listen, '--bind', '127.0.0.1', '--dir', data, ...SETTINGS] };
  },

  address: ([port]) => `redis://127.0.0.1:${port}`,

  async ready({ ports: [port], pid, isContainer }) {
    const info = await ask(port ?? 0, 'INFO server\r\n');
    const actual = Number(/process_id:(\d+)/u.exec(info)?.[1]);
    return isContainer ? actual > 0 : actual === pid;
  },
};

/**
 * @param {number} port
 * @param {string} command
 * @returns {Promise<string>} what came first, empty when nobody answers
 */
async function ask(port, command) {
  const socket = createConnection({ port, host: '127.0.0.1' });
  socket.setTimeout(1000, () => socket.destroy(new Error('no answer')));
  try {
    await once(socket, 'connect');
    socket.write(command);
    const [chunk] = await once(socket, 'data');
    return String(chunk);
  } catch {
    return '';
  } finally {
    socket.destroy();
  }
}
