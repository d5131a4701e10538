import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';

/** One address in front of several processes: connections go to those that live, in turns. */
export class Balancer {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private turn = 0;

  constructor(private readonly ports: readonly number[]) {
    this.server = createServer((socket) => this.forward(socket, this.ports.length));
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
  }

  close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private forward(from: Socket, tries: number): void {
    this.turn += 1;
    const to = connect(this.ports[this.turn % this.ports.length] ?? 0, '127.0.0.1');
    const unreached = (): void => {
      to.destroy();
      if (tries > 1 && !from.destroyed) this.forward(from, tries - 1);
      else from.destroy();
    };
    to.once('error', unreached);
    to.once('connect', () => {
      to.off('error', unreached);
      this.join(from, to);
    });
  }

  private join(one: Socket, other: Socket): void {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      this.sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  }
}
