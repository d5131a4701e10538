import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { pageRequestHeaders } from '../../domain/headers.js';
import { forward } from './upstream-call.js';

let service: Server;
let edge: Server;
/** What reached the service: method, path and length as announced. */
let seen: string[];
let onSeen: (request: IncomingMessage) => void;

const listen = async (handler: RequestListener): Promise<Server> => {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};
const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const stop = async (server: Server): Promise<void> => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
};

beforeEach(async () => {
  seen = [];
  onSeen = () => undefined;
  // As the services do where nobody asks for the body: the answer does not wait for it.
  service = await listen((request, response) => {
    const { method = '', url = '', headers } = request;
    seen.push(`${method} ${url} ${headers['content-length'] ?? headers['transfer-encoding'] ?? 'none'}`);
    onSeen(request);
    response.end(`answer to ${url}`);
  });
  edge = await listen((from, to) => {
    const { method = 'GET', url = '/' } = from;
    const headers = pageRequestHeaders(from.headers, undefined, url);
    const call = { base: `http://127.0.0.1:${portOf(service)}`, target: url, method, headers, body: undefined };
    forward(call, { from, to }, () => ({})).catch(() => to.writeHead(503).end());
  });
});
afterEach(async () => {
  await stop(edge);
  await stop(service);
});

const open = (text: string): Socket => {
  const socket = connect(portOf(edge), '127.0.0.1');
  socket.write(text);
  return socket;
};
const allOf = async (socket: Socket): Promise<string> => {
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return text;
};
const ask = (lines: readonly string[], body = ''): Promise<string> =>
  allOf(open(`${[...lines, 'host: x', 'connection: close'].join('\r\n')}\r\n\r\n${body}`));
const nextPerson = () => ask(['GET /next HTTP/1.1']);

describe('a connection to a service that is used again', () => {
  it.each([
    ['a length', ['content-length: 30'], 'x'.repeat(30)],
    ['chunks', ['transfer-encoding: chunked'], '5\r\nxxxxx\r\n0\r\n\r\n'],
  ])('holds nothing of the body of a read that was announced by %s', async (_how, lines, body) => {
    for (const method of ['GET', 'HEAD'])
      await ask([`${method} /read HTTP/1.1`, 'content-type: text/plain', ...lines], body);
    expect(await nextPerson()).toContain('answer to /next');
    expect(seen).toEqual(['GET /read none', 'HEAD /read none', 'GET /next none']);
  });

  it('was sent the whole body of a change, also when the answer came first', async () => {
    for (const body of ['x'.repeat(30), '']) {
      const length = `content-length: ${body.length}`;
      expect(await ask(['POST /change HTTP/1.1', 'content-type: text/plain', length], body)).toContain('200 OK');
    }
    const chunks = ['POST /chunks HTTP/1.1', 'transfer-encoding: chunked'];
    expect(await ask(chunks, '5\r\nxxxxx\r\n0\r\n\r\n')).toContain('200 OK');
    expect(await nextPerson()).toContain('answer to /next');
    expect(seen).toEqual(['POST /change 30', 'POST /change 0', 'POST /chunks chunked', 'GET /next none']);
  });

  it.each([
    ['a length', 'content-length: 30', 'xxxxx'],
    ['chunks', 'transfer-encoding: chunked', '5\r\nxxxxx\r\n'],
  ])('is given up when a body announced by %s breaks off', async (_how, line, begun) => {
    const closed = new Promise<void>((resolve) => {
      onSeen = ({ socket }) => {
        socket.once('close', resolve);
        caller.destroy();
      };
    });
    const caller = open(`POST /change HTTP/1.1\r\nhost: x\r\n${line}\r\n\r\n${begun}`);
    await closed;
    onSeen = () => undefined;
    expect(await nextPerson()).toContain('answer to /next');
    expect(seen).toEqual([`POST /change ${line.split(': ').at(-1) ?? ''}`, 'GET /next none']);
  });

  it('is not reached by a request that says two things about its length', async () => {
    const both = ['POST /change HTTP/1.1', 'content-length: 5', 'transfer-encoding: chunked'];
    expect(await ask(both, '0\r\n\r\n')).toContain('400 Bad Request');
    expect(seen).toEqual([]);
  });
});
