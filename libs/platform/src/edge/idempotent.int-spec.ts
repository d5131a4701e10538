import { DomainError } from '@aftercare/kernel';
import { testDatabase } from '@aftercare/testing';
import type { TestDatabase } from '@aftercare/testing';
import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import type { DynamicModule, INestApplication } from '@nestjs/common';
import type { Server } from 'node:http';
import request from 'supertest';
import { z } from 'zod';
import { Staff } from '../identity/access.js';
import { InternalTokens } from '../identity/internal-tokens.js';
import { PlatformModule } from '../platform.module.js';
import { aConfig } from '../testing/platform-settings.js';
import { startApp } from '../testing/start-app.js';
import { CreatedId, Idempotent } from './idempotent.js';

const body = z.strictObject({ name: z.string() });

class TakenError extends DomainError {
  override readonly code = 'NAME_TAKEN';
}

/** What the routes did, and the gate that holds them up. */
const done: string[] = [];
let gate: Promise<void> = Promise.resolve();

@Controller('v1/things')
class ThingsController {
  @Post()
  @HttpCode(201)
  @Staff()
  @Idempotent()
  async create(@Body({ schema: body }) input: z.output<typeof body>, @CreatedId() id: string): Promise<object> {
    done.push(input.name);
    await gate;
    if (input.name === 'taken') throw new TakenError('the name is taken');
    return { id, number: done.length };
  }
}

@Module({})
class ThingsModule {
  static of(database: TestDatabase, uri: string): DynamicModule {
    const config = aConfig({ MONGODB_URI: uri, DB_PREFIX: database.name });
    return {
      module: ThingsModule,
      imports: [PlatformModule.forRoot({ service: 'things', config })],
      controllers: [ThingsController],
    };
  }
}

describe('a creating POST with an Idempotency-Key', () => {
  let database: TestDatabase;
  let app: INestApplication<Server>;

  beforeAll(async () => {
    database = await testDatabase('idempotent');
    app = await startApp(ThingsModule.of(database, database.uri));
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });
  beforeEach(() => {
    done.length = 0;
    gate = Promise.resolve();
  });

  const post = async (input: object, key?: string, clinicId = 'c1'): Promise<request.Response> => {
    const token = await app
      .get(InternalTokens)
      .sign({ kind: 'staff', accountId: 'a', clinicId, roles: ['owner'] }, 'things');
    const call = request(app.getHttpServer()).post('/v1/things').set('authorization', `Bearer ${token}`);
    return (key === undefined ? call : call.set('idempotency-key', key)).send(input);
  };

  it('gives the first answer again', async () => {
    const first = await post({ name: 'x' }, 'again');
    const second = await post({ name: 'x' }, 'again');
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(done).toEqual(['x']);
  });

  it('works once when two come at once', async () => {
    let open: () => void = () => undefined;
    gate = new Promise((resolve) => (open = resolve));
    const both = [post({ name: 'x' }, 'at-once'), post({ name: 'x' }, 'at-once')];
    setTimeout(open, 100);
    const [first, second] = await Promise.all(both);
    expect([first?.status, second?.status]).toEqual([201, 201]);
    expect(first?.body).toEqual(second?.body);
    expect(done).toEqual(['x']);
  });

  it('is refused when the key was used for another request', async () => {
    await post({ name: 'x' }, 'reused');
    expect((await post({ name: 'y' }, 'reused')).body).toMatchObject({ status: 409, code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(done).toEqual(['x']);
  });

  it('keeps the keys of clinics apart', async () => {
    await post({ name: 'x' }, 'shared', 'c1');
    expect((await post({ name: 'y' }, 'shared', 'c2')).status).toBe(201);
    expect(done).toEqual(['x', 'y']);
  });

  it('may be tried again with the same key after a refusal', async () => {
    expect((await post({ name: 'taken' }, 'refused')).body).toMatchObject({ code: 'NAME_TAKEN' });
    expect((await post({ name: 'x' }, 'refused')).status).toBe(201);
  });

  it('works without a key, each time anew', async () => {
    const [first, second] = [await post({ name: 'x' }), await post({ name: 'x' })];
    expect(done).toEqual(['x', 'x']);
    expect((first.body as { id: string }).id).not.toBe((second.body as { id: string }).id);
  });

  it('refuses a key of strange characters', async () => {
    expect((await post({ name: 'x' }, 'a b')).body).toMatchObject({ status: 400, code: 'INVALID_INPUT' });
  });

  it('stores no answer in clear', async () => {
    await post({ name: 'x' }, 'sealed');
    const stored = await database.connection
      .getClient()
      .db(`${database.name}_things`)
      .collection('idempotency_keys')
      .find()
      .toArray();
    expect(stored.length).toBeGreaterThan(0);
    expect(JSON.stringify(stored)).not.toContain('number');
  });
});
