import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Of the caller's end: equal ones came over one connection. */
  readonly port: number | undefined;
}

/** A service that remembers what reached it and answers as it is told. */
export class FakeUpstream {
  readonly seen: SeenRequest[] = [];
  answer: (request: SeenRequest, response: ServerResponse) => void = (_request, response) => {
    response.setHeader('content-type', 'application/json').end('{"ok":true}');
  };

  private constructor(private readonly server: Server) {}

  static async start(): Promise<FakeUpstream> {
    const server = createServer();
    const upstream = new FakeUpstream(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        const seen = { method, url, headers, body: Buffer.concat(chunks), port: request.socket.remotePort };
        upstream.seen.push(seen);
        upstream.answer(seen, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return upstream;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get last(): SeenRequest {
    const last = this.seen.at(-1);
    if (last === undefined) throw new Error('nothing reached this service');
    return last;
  }

  /** As a service that ends or has waited long enough: resting connections close. */
  closeRestingConnections(): void {
    this.server.closeIdleConnections();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
