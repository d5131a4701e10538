import { ManualMachineTime } from '@aftercare/kernel';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { InternalTokens } from './internal-tokens.js';
import { OwnerSilentError, ServiceClient } from './service-client.js';

const secret = 'a-secret-for-tests-of-32-characters!';
const machine = new ManualMachineTime();
const answerSchema = z.object({ items: z.array(z.string()) });
let server: Server | undefined;

const ownerThat = async (answer: RequestListener): Promise<ServiceClient> => {
  const started = createServer(answer);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
  const tokens = new InternalTokens(secret, 'notifications', machine);
  return new ServiceClient('notifications', { scheduling: address, notifications: address, outcomes: address }, tokens);
};

const ask = (client: ServiceClient): Promise<unknown> =>
  client.post('scheduling', '/internal/things/look-up', { refs: ['1'] }, answerSchema);

describe('ServiceClient', () => {
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  it('asks with a token of its own service for the owner', async () => {
    let token = '';
    const client = await ownerThat((request, response) => {
      token = request.headers.authorization?.slice(7) ?? '';
      response.end(JSON.stringify({ items: ['one'] }));
    });
    await expect(ask(client)).resolves.toEqual({ items: ['one'] });
    const owner = new InternalTokens(secret, 'scheduling', machine);
    await expect(owner.verify(token)).resolves.toEqual({ kind: 'service', service: 'notifications' });
  });

  it('asks again over the same connection', async () => {
    const ports = new Set<number | undefined>();
    const client = await ownerThat((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('{"items":[]}');
    });
    for (let asked = 0; asked < 3; asked += 1) await ask(client);
    expect(ports.size).toBe(1);
  });

  it('asks once more when the connection breaks', async () => {
    let calls = 0;
    const client = await ownerThat((request, response) => {
      calls += 1;
      if (calls === 1) request.socket.destroy();
      else response.end('{"items":[]}');
    });
    await expect(ask(client)).resolves.toEqual({ items: [] });
    expect(calls).toBe(2);
  });

  it.each([
    ['refuses', 403, '{}'],
    ['fails', 500, '{}'],
    ['answers another shape', 200, '{"items":1}'],
    ['answers no JSON', 200, '<html>'],
  ])('says OWNER_SILENT when the owner %s', async (_what, status, body) => {
    const client = await ownerThat((_request, response) => void response.writeHead(status).end(body));
    await expect(ask(client)).rejects.toBeInstanceOf(OwnerSilentError);
  });

  it('says OWNER_SILENT when nobody answers in two seconds', async () => {
    const client = await ownerThat(() => undefined);
    await expect(ask(client)).rejects.toMatchObject({ code: 'OWNER_SILENT', retryable: true });
  });
});
