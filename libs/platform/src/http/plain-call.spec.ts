import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NoAnswerInTimeError, plainCall } from './plain-call.js';

let server: Server | undefined;

const listen = async (listener: RequestListener): Promise<URL> => {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(started.address() as AddressInfo).port}/here?x=1`);
};

describe('a plain call', () => {
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  it('sends method, headers and body, and gives status, headers and text', async () => {
    const url = await listen((request, response) => {
      let text = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      request.on('end', () => {
        const { method, headers } = request;
        response.writeHead(303, { location: '/there', 'set-cookie': ['a=1', 'b=2'] });
        response.end(JSON.stringify([method, request.url, headers['x-own'], headers['content-length'], text]));
      });
    });
    const answer = await plainCall(url, { method: 'PUT', headers: { 'x-own': 'yes' }, body: 'hellö' });
    expect(answer).toMatchObject({ status: 303, headers: { location: '/there', 'set-cookie': ['a=1', 'b=2'] } });
    expect(JSON.parse(answer.text)).toEqual(['PUT', '/here?x=1', 'yes', '6', 'hellö']);
  });

  it('uses one connection for calls one after the other, also when they change something', async () => {
    const ports = new Set<number | undefined>();
    const url = await listen((request, response) => {
      ports.add(request.socket.remotePort);
      response.end();
    });
    for (const method of ['POST', 'GET', 'POST', 'PUT']) await plainCall(url, { method });
    expect(ports.size).toBe(1);
  });

  it('fails when the connection breaks before or within the answer, and repeats nothing', async () => {
    let calls = 0;
    const url = await listen((request, response) => {
      calls += 1;
      if (calls === 1) request.socket.destroy();
      else response.writeHead(200, { 'content-length': '10' }).write('half', () => request.socket.destroy());
    });
    await expect(plainCall(url)).rejects.toMatchObject({ code: 'ECONNRESET' });
    await expect(plainCall(url)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(calls).toBe(2);
  });

  it('does not wait longer than it is told, neither for an answer nor for its end', async () => {
    const silent = await listen(() => undefined);
    await expect(plainCall(silent, { timeoutMs: 20 })).rejects.toBeInstanceOf(NoAnswerInTimeError);
    server?.closeAllConnections();
    server?.close();
    const endless = await listen((_request, response) => void response.write('and'));
    await expect(plainCall(endless, { timeoutMs: 50 })).rejects.toBeInstanceOf(NoAnswerInTimeError);
  });
});
