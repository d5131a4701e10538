import { Controller, Get, Module } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import type { Server } from 'node:http';
import request from 'supertest';
import { PlatformModule } from '../platform.module.js';
import { aConfig } from '../testing/platform-settings.js';
import { startApp } from '../testing/start-app.js';
import { ClientOnly, OwnClient, ServiceOnly, Staff } from './access.js';
import type { ClientCaller, KnownCaller } from './caller.js';
import { InternalTokens } from './internal-tokens.js';

@Controller('pages')
class PagesController {
  @Get('own')
  @ClientOnly()
  own(@OwnClient() { clinicId, clientRef }: ClientCaller): object {
    return { clinicId, clientRef };
  }

  @Get('staff')
  @Staff()
  staff(): object {
    return {};
  }

  @Get('services')
  @ServiceOnly()
  services(): object {
    return {};
  }
}

@Module({
  imports: [PlatformModule.forRoot({ service: 'pages', config: aConfig() })],
  controllers: [PagesController],
})
class SmallApp {}

describe("a client's own pages", () => {
  let app: INestApplication<Server>;
  beforeAll(async () => {
    app = await startApp(SmallApp);
  });
  afterAll(() => app.close());

  const statusOf = async (path: string, caller: KnownCaller): Promise<number> => {
    const token = await app.get(InternalTokens).sign(caller, 'pages');
    return (await request(app.getHttpServer()).get(path).set('authorization', `Bearer ${token}`)).status;
  };
  const client: KnownCaller = { kind: 'client', clinicId: 'c1', clientRef: 'r1' };

  it('know whose they are', async () => {
    const token = await app.get(InternalTokens).sign(client, 'pages');
    const answer = await request(app.getHttpServer()).get('/pages/own').set('authorization', `Bearer ${token}`);
    expect([answer.status, answer.body]).toEqual([200, { clinicId: 'c1', clientRef: 'r1' }]);
  });

  it('open nothing else', async () => {
    expect(await statusOf('/pages/staff', client)).toBe(403);
    expect(await statusOf('/pages/services', client)).toBe(403);
  });

  it('open for nobody else', async () => {
    const owner: KnownCaller = { kind: 'staff', accountId: 'a1', clinicId: 'c1', roles: ['owner'] };
    expect(await statusOf('/pages/own', owner)).toBe(403);
    expect(await statusOf('/pages/own', { kind: 'service', service: 'gateway' })).toBe(403);
    expect((await request(app.getHttpServer()).get('/pages/own')).status).toBe(401);
  });
});
