import { once } from 'node:events';
import { connect } from 'node:net';

const EVERY_KEY = "for _, key in ipairs(redis.call('KEYS', ARGV[1] .. '*')) do redis.call('DEL', key) end return 'OK'";

const words = (parts: readonly string[]): string =>
  `*${parts.length}\r\n${parts.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`).join('')}`;

/** Deletes everything of this installation at one instant; on a Redis of its own that is all there is. */
export const wipeRedis = async (redisUrl: string, prefix: string): Promise<void> => {
  const { hostname, port } = new URL(redisUrl);
  const socket = connect(Number(port), hostname);
  try {
    await once(socket, 'connect');
    socket.write(words(['EVAL', EVERY_KEY, '0', `${prefix}:`]));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    if (!answer.toString().includes('OK')) throw new Error(`Redis was not wiped: ${answer.toString()}`);
  } finally {
    socket.destroy();
  }
};
