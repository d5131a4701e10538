import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** A server that speaks by a script: the line it gets picks the reply; undefined says nothing, `hang up` closes. */
export const scriptedServer = async (
  reply: (line: string) => string | undefined,
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> => {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    let inData = false;
    socket.on('error', () => undefined);
    socket.write('220 elm\r\n');
    socket.on('data', (bytes) => {
      for (const line of bytes.toString().split('\r\n').slice(0, -1)) {
        if (inData && line !== '.') continue;
        const answer = reply(line);
        if (line === 'DATA') inData = true;
        else if (line === '.') inData = false;
        if (answer === 'hang up') socket.destroy();
        else if (answer !== undefined) socket.write(`${answer}\r\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const close = (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  // A listening TCP server has an address with a port.
  return { port: (server.address() as AddressInfo).port, close };
};

/** Friendly replies to every command but the special ones; `.` is the final dot. */
export const byCommand =
  (special: Readonly<Record<string, string | undefined>>) =>
  (line: string): string | undefined => {
    const command = line === '.' ? '.' : (line.split(/[ :]/)[0] ?? '').toUpperCase();
    if (Object.hasOwn(special, command)) return special[command];
    return command === 'DATA' ? '354 go on' : '250 ok';
  };
