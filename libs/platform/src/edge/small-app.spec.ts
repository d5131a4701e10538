import { Body, Controller, Get, Module, Param, Post, Query } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import type { Server } from 'node:http';
import request from 'supertest';
import { z } from 'zod';
import { CurrentStaff, Open, ServiceOnly, Staff } from '../identity/access.js';
import type { Role, StaffCaller } from '../identity/caller.js';
import { InternalTokens } from '../identity/internal-tokens.js';
import { PlatformModule } from '../platform.module.js';
import { failures } from '../testing/failures.js';
import { aConfig } from '../testing/platform-settings.js';
import { startApp } from '../testing/start-app.js';
import { pageQuery } from './page.js';

const thing = z.strictObject({
  name: z.string().min(1),
  parts: z.array(z.strictObject({ size: z.number() })).default([]),
});

@Controller('things')
class ThingsController {
  @Get('mine')
  @Staff()
  mine(@CurrentStaff() staff: StaffCaller): object {
    return { clinicId: staff.clinicId };
  }

  @Get('owners')
  @Staff('owner', 'manager')
  owners(): object {
    return {};
  }

  @Post('look-up')
  @ServiceOnly()
  lookUp(): object {
    return {};
  }

  @Get('both')
  @Staff('owner')
  @ServiceOnly()
  both(): object {
    return {};
  }

  @Get('forgotten')
  forgotten(): object {
    return {};
  }

  @Post()
  @Open()
  create(@Body({ schema: thing }) body: z.output<typeof thing>): object {
    return body;
  }

  @Get()
  @Open()
  list(@Query({ schema: z.strictObject(pageQuery) }) query: object): object {
    return query;
  }

  @Get('failures/:what')
  @Open()
  fail(@Param('what') what: string): never {
    throw failures[what]?.() ?? new Error('unknown');
  }
}

@Controller('uploads')
class UploadsController {
  @Open()
  @Post()
  take(@Body() body: { readonly content: string }): object {
    return { length: body.content.length };
  }
}

@Open()
@Controller('pages')
class PagesController {
  @Get()
  open(): object {
    return {};
  }

  @Get('inner')
  @Staff()
  inner(): object {
    return {};
  }
}

@Module({
  imports: [PlatformModule.forRoot({ service: 'things', config: aConfig() })],
  controllers: [ThingsController, UploadsController, PagesController],
})
class SmallModule {}

describe('a small service', () => {
  let app: INestApplication<Server>;
  let tokens: InternalTokens;

  beforeAll(async () => {
    app = await startApp(SmallModule);
    tokens = app.get(InternalTokens);
  });
  afterAll(() => app.close());

  const http = (): ReturnType<typeof request> => request(app.getHttpServer());
  const staffToken = (...roles: Role[]): Promise<string> =>
    tokens.sign({ kind: 'staff', accountId: 'a1', clinicId: 'c1', roles }, 'things');
  const get = async (path: string, token?: string): Promise<request.Response> => {
    const call = http().get(path);
    return token === undefined ? call : call.set('authorization', `Bearer ${token}`);
  };

  it('gives a route the clinic of its caller', async () => {
    const response = await get('/things/mine', await staffToken('front-desk'));
    expect([response.status, response.body]).toEqual([200, { clinicId: 'c1' }]);
  });

  it.each([
    ['/things/owners', ['owner'], 200],
    ['/things/owners', ['front-desk', 'manager'], 200],
    ['/things/owners', ['practitioner'], 403],
    ['/things/owners', [], 403],
    ['/things/both', ['owner'], 200],
    ['/things/both', ['integrator'], 403],
    ['/things/forgotten', ['owner'], 403],
  ] as const)('answers %s for roles %j with %d', async (path, roles, status) => {
    expect((await get(path, await staffToken(...roles))).status).toBe(status);
  });

  it('keeps look-ups to services', async () => {
    const service = await tokens.sign({ kind: 'service', service: 'outcomes' }, 'things');
    expect((await http().post('/things/look-up').set('authorization', `Bearer ${service}`)).status).toBe(201);
    expect(
      (
        await http()
          .post('/things/look-up')
          .set('authorization', `Bearer ${await staffToken('owner')}`)
      ).status,
    ).toBe(403);
    expect((await get('/things/both', service)).status).toBe(200);
    expect((await get('/things/mine', service)).status).toBe(403);
  });

  it.each(['/things/mine', '/things/forgotten', '/pages/inner'])(
    'asks an unknown caller of %s to sign in',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(401);
      expect(response.headers['www-authenticate']).toBe('Bearer');
      expect(response.body).toMatchObject({ code: 'NOT_SIGNED_IN', status: 401 });
    },
  );

  it('refuses a token that is meant for another service', async () => {
    const foreign = await tokens.sign({ kind: 'staff', accountId: 'a1', clinicId: 'c1', roles: ['owner'] }, 'outcomes');
    expect((await get('/things/mine', foreign)).status).toBe(401);
    expect((await get('/things/mine', 'nonsense')).status).toBe(401);
    expect((await get('/pages', 'nonsense')).status).toBe(200);
  });

  it('names every field that does not fit, and unknown ones', async () => {
    const response = await http()
      .post('/things')
      .send({ name: '', parts: [{ size: 'x' }], more: 1 });
    expect(response.status).toBe(400);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/u);
    expect(response.body).toMatchObject({ code: 'INVALID_INPUT', status: 400 });
    const { fields } = response.body as { fields: { field: string }[] };
    expect(fields.map(({ field }) => field).sort()).toEqual(['', 'name', 'parts.0.size']);
  });

  it('gives defaults of a schema to the route', async () => {
    expect((await http().post('/things').send({ name: 'x' })).body).toEqual({ name: 'x', parts: [] });
    expect((await get('/things?limit=3')).body).toEqual({ limit: 3 });
    expect((await get('/things?limit[$gt]=3')).status).toBe(400);
  });

  it.each([
    ['taken', 409, 'NAME_TAKEN'],
    ['missing', 404, 'NOT_FOUND'],
    ['down', 503, 'STORE_DOWN'],
    ['bug', 500, 'INTERNAL'],
  ])('answers problem+json when a thing is %s', async (what, status, code) => {
    const response = await get(`/things/failures/${what}`);
    expect(response.status).toBe(status);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/u);
    expect(response.body).toMatchObject({
      status,
      code,
      instance: expect.stringMatching(/^urn:aftercare:request:/u) as unknown,
    });
    expect(response.text).not.toContain('secret');
    expect(response.headers['retry-after']).toBe(status === 503 ? '1' : undefined);
  });

  it('refuses a large body, a broken one and an unknown path in the same shape', async () => {
    const large = await http()
      .post('/things')
      .send({ name: 'x'.repeat(70_000) });
    expect(large.body).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' });
    const broken = await http().post('/things').set('content-type', 'application/json').send('{"name":');
    expect(broken.body).toMatchObject({ status: 400, code: 'MALFORMED_REQUEST' });
    for (const path of ['/nowhere', '/Pages', '/pages/INNER'])
      expect((await get(path)).body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  it('takes a large body where uploads are expected', async () => {
    const response = await http()
      .post('/uploads')
      .send({ content: 'x'.repeat(200_000) });
    expect(response.body).toEqual({ length: 200_000 });
  });

  it('sends strict headers and a request id', async () => {
    const { headers } = await http().get('/pages').set('x-request-id', 'given-by-the-gateway');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect([headers['x-powered-by'], headers['etag']]).toEqual([undefined, undefined]);
    expect(headers['x-request-id']).toBe('given-by-the-gateway');
  });

  it('describes itself in OpenAPI 3.1', async () => {
    const { body } = (await get('/openapi.json')) as { body: { openapi: string; paths: Record<string, object> } };
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths)).toEqual(expect.arrayContaining(['/things', '/things/mine']));
    expect(Object.keys(body.paths)).not.toEqual(expect.arrayContaining(['/metrics']));
    expect(JSON.stringify(body.paths['/things'])).toContain('minLength');
  });

  it('is alive, exposes metrics by route, and has no clock endpoints under the system clock', async () => {
    expect((await get('/health/live')).body).toEqual({ status: 'ok' });
    expect((await get('/metrics')).text).toMatch(
      /aftercare_http_request_seconds_count\{method="GET",route="\/pages",status="200"\}/u,
    );
    expect((await get('/internal/quiescence')).status).toBe(404);
    expect((await http().post('/internal/clock/set').send({ now: '2027-03-01T00:00:00Z' })).status).toBe(404);
  });
});
