import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpProcess } from './process-port.js';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Does the next thing with each request. */
class Scripted {
  private readonly server: Server;
  asked = 0;

  constructor(private readonly answers: readonly Answer[]) {
    this.server = createServer((request, response) => {
      const answer = this.answers[this.asked];
      this.asked += 1;
      answer?.(request, response);
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

const quiet: Answer = (_request, response) => {
  response.setHeader('content-type', 'application/json').end('{"busy":0}');
};
const cut: Answer = (request) => void request.socket.resetAndDestroy();
const cutHalfWay: Answer = (request, response) => {
  response.writeHead(200, { 'content-length': '100' }).write('{"busy"', () => request.socket.resetAndDestroy());
};

describe('a process over HTTP', () => {
  let server: Scripted;
  const aProcess = async (...answers: readonly Answer[]): Promise<HttpProcess> => {
    server = new Scripted(answers);
    return new HttpProcess('elm', await server.start());
  };
  afterEach(() => server.stop());

  it('is asked again when a kept connection ended under the question', async () => {
    const elm = await aProcess(quiet, cut, quiet);
    expect(await elm.look(0)).toEqual({ busy: 0 });
    expect(await elm.look(0)).toEqual({ busy: 0 });
    expect(server.asked).toBe(3);
  });

  it('is not asked again when a new connection fails, or its answer ends half-way', async () => {
    const elm = await aProcess(cut, cutHalfWay);
    await expect(elm.look(0)).rejects.toThrow();
    await expect(elm.look(0)).rejects.toThrow();
    expect(server.asked).toBe(2);
  });

  it('says what it was asked when it refuses', async () => {
    const elm = await aProcess((_request, response) => response.writeHead(409).end('not now'));
    await expect(elm.set(new Date('2027-03-01T10:00:00Z'))).rejects.toThrow('elm answered 409 to clock/set: not now');
  });
});
