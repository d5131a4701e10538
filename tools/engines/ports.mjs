import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Free ports of 127.0.0.1, all different. A wished port is given when it is free.
 * @param {number} count
 * @param {readonly (number | undefined)[]} [wished]
 * @returns {Promise<number[]>}
 */
export async function freePorts(count, wished = []) {
  const servers = [];
  try {
    for (let index = 0; index < count; index += 1) servers.push(await hold(wished[index] ?? 0));
    return servers.map((server) => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('no port was given');
      return address.port;
    });
  } finally {
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }
}

/** @param {number} port */
async function hold(port) {
  try {
    return await listen(port);
  } catch {
    return listen(0);
  }
}

/** @param {number} port */
async function listen(port) {
  const server = createServer();
  server.listen({ port, host: '127.0.0.1', exclusive: true });
  await once(server, 'listening');
  return server;
}
