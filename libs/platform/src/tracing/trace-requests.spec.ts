import { inSpan, traceparentNow } from '@aftercare/messaging';
import { RecordedSpans } from '@aftercare/testing';
import { Body, Controller, Get, Module, Param, Post } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { z } from 'zod';
import { SystemMachineTime } from '@aftercare/kernel';
import { Open, Staff } from '../identity/access.js';
import { InternalTokens } from '../identity/internal-tokens.js';
import { ServiceClient } from '../identity/service-client.js';
import { createLogger } from '../logging/app-logger.js';
import { PlatformModule } from '../platform.module.js';
import { aConfig } from '../testing/platform-settings.js';
import { startApp } from '../testing/start-app.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const FROM = `00-${TRACE}-b7ad6b7169203331-01`;
const TOKEN = 'k3Jx9QmZr7TbLw2VfYc8Na';

@Controller()
class PagesController {
  @Open()
  @Get('s/:token')
  page(@Param('token') token: string): object {
    return { length: token.length };
  }

  @Open()
  @Post('things')
  async create(@Body() body: object): Promise<object> {
    await new Promise(setImmediate);
    return { ...body, within: traceparentNow() };
  }

  @Staff('owner')
  @Get('mine')
  mine(): object {
    return {};
  }

  @Open()
  @Get('broken')
  broken(): never {
    throw new Error('Mara T, mara@example.com');
  }
}

let app: INestApplication<Server>;
let spans: RecordedSpans;
const config = aConfig();

const start = async (isFrontDoor = false): Promise<void> => {
  @Module({ imports: [PlatformModule.forRoot({ service: 'trial', config })], controllers: [PagesController] })
  class TrialModule {}
  app = await startApp(TrialModule, { isFrontDoor });
};

/** The answer is there before the server has seen its end. */
const ended = async (name: string) => {
  while (spans.named(name).length === 0) await new Promise(setImmediate);
  return spans.one(name);
};

beforeEach(async () => {
  spans = await RecordedSpans.start();
});
afterEach(async () => {
  await app.close();
  await spans.stop();
});

describe('a request', () => {
  it('has a span named by the template of its route, never by its address', async () => {
    await start();
    await request(app.getHttpServer()).get(`/s/${TOKEN}?phone=%2B447700900101`).expect(200);
    const span = await ended('GET /s/:token');
    expect(span.attributes).toEqual({
      'http.request.method': 'GET',
      'http.route': '/s/:token',
      'http.response.status_code': 200,
    });
    await request(app.getHttpServer()).get(`/x/${TOKEN}`).expect(404);
    await ended('GET unmatched');
    expect(JSON.stringify(spans.all)).not.toMatch(new RegExp(`${TOKEN}|4477`, 'u'));
  });

  it('goes on in the trace of the service that calls, also behind a body that had to be read', async () => {
    await start();
    const answer = await request(app.getHttpServer()).post('/things').set('traceparent', FROM).send({ a: 1 });
    const span = await ended('POST /things');
    expect(span).toMatchObject({ traceId: TRACE, parentId: 'b7ad6b7169203331' });
    expect(answer.body).toEqual({ a: 1, within: `00-${TRACE}-${span.spanId}-01` });
  });

  it('from outside begins a trace of its own, whatever it claims', async () => {
    await start(true);
    await request(app.getHttpServer()).get(`/s/${TOKEN}`).set('traceparent', FROM).expect(200);
    const span = await ended('GET /s/:token');
    expect(span).toMatchObject({ parentId: undefined, links: [] });
    expect(span.traceId).not.toBe(TRACE);
  });

  it('names the clinic of a member of staff and nobody', async () => {
    await start();
    const tokens = new InternalTokens(config.INTERNAL_TOKEN_SECRET, 'gateway', new SystemMachineTime());
    const caller = { kind: 'staff', accountId: 'account-1', clinicId: 'clinic-elm', roles: ['owner'] } as const;
    const bearer = `Bearer ${await tokens.sign(caller, 'trial')}`;
    await request(app.getHttpServer()).get('/mine').set('authorization', bearer).expect(200);
    const span = await ended('GET /mine');
    expect(span.attributes).toMatchObject({ 'aftercare.clinic.id': 'clinic-elm' });
    expect(JSON.stringify(span)).not.toContain('account-1');
  });

  it('that fails says so without the reason’s words', async () => {
    await start();
    await request(app.getHttpServer()).get('/broken').expect(500);
    expect(await ended('GET /broken')).toMatchObject({
      failed: true,
      attributes: { 'http.response.status_code': 500 },
    });
    expect(JSON.stringify(spans.all)).not.toContain('Mara');
  });

  it('of a probe leaves no span', async () => {
    await start();
    await request(app.getHttpServer()).get('/health/live').expect(200);
    await request(app.getHttpServer()).get(`/s/${TOKEN}`).expect(200);
    await ended('GET /s/:token');
    expect(spans.all).toHaveLength(1);
  });
});

describe('a look-up at another service', () => {
  it('takes the trace along', async () => {
    await start();
    const seen: string[] = [];
    const owner = createServer((incoming, response) => {
      seen.push(String(incoming.headers['traceparent']));
      response.end('{}');
    });
    await new Promise<void>((resolve) => owner.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(owner.address() as AddressInfo).port}`;
    const tokens = new InternalTokens(config.INTERNAL_TOKEN_SECRET, 'trial', new SystemMachineTime());
    const client = new ServiceClient('trial', { scheduling: url, notifications: url, outcomes: url }, tokens);
    await client.post('scheduling', '/internal/bookings/look-up', {}, z.object({}));
    const { traceId, spanId, attributes } = spans.one('ask scheduling');
    expect(seen).toEqual([`00-${traceId}-${spanId}-01`]);
    expect(attributes).toEqual({ 'aftercare.owner': 'scheduling', 'http.route': '/internal/bookings/look-up' });
    owner.closeAllConnections();
    owner.close();
  });
});

describe('a line of the log', () => {
  it('names the trace in which it was written, and none outside of one', async () => {
    await start();
    const lines: string[] = [];
    const logger = createLogger('trial', 'info', { write: (line) => void lines.push(line) });
    logger.info('outside');
    await inSpan('work', {}, async () => logger.info('inside'));
    expect(lines.map((line) => (JSON.parse(line) as { trace_id?: string }).trace_id)).toEqual([
      undefined,
      spans.one('work').traceId,
    ]);
  });
});
