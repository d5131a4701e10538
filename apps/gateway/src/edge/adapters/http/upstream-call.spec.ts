import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { FakeUpstream } from '../../../testing/fake-upstream.js';
import { forward } from './upstream-call.js';

let service: FakeUpstream;
let edge: Server;

beforeEach(async () => {
  service = await FakeUpstream.start();
  edge = createServer((from, to) => {
    const { method = 'GET', url = '/', headers } = from;
    const { 'content-length': length = '0' } = headers;
    const call = { base: service.url, target: url, method, headers: { 'content-length': length }, body: undefined };
    forward(call, { from, to }, () => ({})).catch(() => to.writeHead(503).end());
  });
  await new Promise<void>((resolve) => edge.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  edge.closeAllConnections();
  await new Promise((resolve) => edge.close(resolve));
  await service.stop();
});

const browser = () => request(`http://127.0.0.1:${(edge.address() as AddressInfo).port}`);
const methods = () => service.seen.map(({ method }) => method);

describe('forwarded calls', () => {
  it('share a connection to their service when they come one after the other, whatever their method', async () => {
    for (let call = 0; call < 3; call += 1) await browser().post('/hook').type('form').send('a=1').expect(200);
    await browser().get('/page').expect(200);
    expect(methods()).toEqual(['POST', 'POST', 'POST', 'GET']);
    expect(new Set(service.seen.map(({ port }) => port)).size).toBe(1);
  });

  it('open a new connection when the service has closed the last one', async () => {
    await browser().post('/hook').type('form').send('a=1').expect(200);
    service.closeRestingConnections();
    await browser().get('/page').expect(200);
    await browser().post('/hook').type('form').send('a=1').expect(200);
    expect(new Set(service.seen.map(({ port }) => port)).size).toBe(2);
  });

  it('are repeated once when they only read and the connection breaks, and never when they change something', async () => {
    service.answer = (_request, response) => response.destroy();
    await browser().post('/hook').type('form').send('a=1').expect(503);
    expect(methods()).toEqual(['POST']);
    await browser().get('/page').expect(503);
    expect(methods()).toEqual(['POST', 'GET', 'GET']);
  });
});
