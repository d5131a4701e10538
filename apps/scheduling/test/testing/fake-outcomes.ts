import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Ref {
  readonly clinicId: string;
  readonly clientRef: string;
}

const refsIn = async (request: IncomingMessage): Promise<readonly Ref[]> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return (JSON.parse(Buffer.concat(chunks).toString() || '{"refs":[]}') as { readonly refs: readonly Ref[] }).refs;
};

const NOTHING = {
  openFlag: null,
  wish: null,
  stress: null,
  demandingPeriods: [],
  lastEffect: null,
  burdenWindows: [],
};

/** Outcomes as scheduling sees it: its look-up of cadence inputs, with answers that tests change. */
export class FakeOutcomes {
  /** By client ref; nobody else has said anything. */
  readonly answers = new Map<string, object>();
  /** Answers 500 to everything while true. */
  silent = false;
  /** The last call came with a token. */
  authorised = false;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<FakeOutcomes> {
    const server = createServer();
    const fake = new FakeOutcomes(server);
    server.on('request', (request: IncomingMessage, response) => {
      void refsIn(request).then((refs) => {
        fake.authorised = request.headers.authorization?.startsWith('Bearer ') === true;
        response.writeHead(fake.silent ? 500 : 200, { 'content-type': 'application/json' });
        response.end(
          JSON.stringify({ items: refs.map((ref) => ({ ...ref, ...NOTHING, ...fake.answers.get(ref.clientRef) })) }),
        );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    // It listens on a port, so this is no path of a socket.
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
