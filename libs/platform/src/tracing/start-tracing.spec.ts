import { inSpan, isTracing, switchTracing } from '@aftercare/messaging';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTracing } from './start-tracing.js';

const SDK = './sdk.js';
let server: Server | undefined;

const collector = async (status = 200): Promise<{ readonly url: string; readonly taken: string[] }> => {
  const taken: string[] = [];
  const started = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      taken.push(`${request.url} ${text}`);
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
  });
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(started.address() as AddressInfo).port}`, taken };
};

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  switchTracing(false);
  jest.dontMock(SDK);
});

describe('a process without a collector', () => {
  it('records nothing and does not load the SDK', async () => {
    jest.doMock(SDK, () => {
      throw new Error('the SDK was loaded');
    });
    const tracing = await startTracing('scheduling', { TRACE_RATIO: 1 });
    expect(isTracing()).toBe(false);
    await expect(tracing.stop()).resolves.toBeUndefined();
    // The trap is a real one.
    await expect(startTracing('scheduling', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' })).rejects.toThrow(
      'the SDK was loaded',
    );
  });
});

describe('a process with a collector', () => {
  it('sends what ended to /v1/traces before it ends itself, under its own name', async () => {
    const { url, taken } = await collector();
    const tracing = await startTracing('scheduling', { OTEL_EXPORTER_OTLP_ENDPOINT: `${url}/` });
    await inSpan('work', {}, () => Promise.resolve());
    await tracing.stop();
    expect(isTracing()).toBe(false);
    expect(taken).toHaveLength(1);
    expect(taken[0]).toContain('/v1/traces ');
    expect(taken[0]).toContain('"name":"work"');
    expect(taken[0]).toContain('{"key":"service.name","value":{"stringValue":"scheduling"}}');
  });

  it('goes on, and ends, when the collector is away or refuses', async () => {
    const { url } = await collector(500);
    for (const endpoint of [url, 'http://127.0.0.1:1']) {
      const tracing = await startTracing('scheduling', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
      await expect(inSpan('work', {}, () => Promise.resolve('done'))).resolves.toBe('done');
      await expect(tracing.stop()).resolves.toBeUndefined();
    }
  });
});
