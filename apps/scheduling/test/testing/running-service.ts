import { randomUUID } from 'node:crypto';
import { connectReactions } from '@aftercare/messaging';
import { SystemMachineTime } from '@aftercare/kernel';
import { bootstrap, InternalTokens, TenantCollections } from '@aftercare/platform';
import type { Role } from '@aftercare/platform';
import { getConnectionToken } from '@nestjs/mongoose';
import type { INestApplication } from '@nestjs/common';
import type { Connection } from 'mongoose';
import { appModule, SERVICE } from '../../src/app.module.js';
import { configSchema } from '../../src/config.js';
import { FakeOutcomes } from './fake-outcomes.js';

const SECRET = 'a-secret-of-the-tests-with-32-characters';

export interface Answer {
  readonly status: number;
  readonly body: never;
  readonly text: string;
  readonly headers: Headers;
}

export interface Said {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The whole service on the real engines, with a stepped clock and a database of its own. */
export class RunningService {
  private constructor(
    readonly app: INestApplication,
    readonly url: string,
    readonly clinicId: string,
    readonly outcomes: FakeOutcomes,
    private readonly names: { readonly keys: string },
  ) {}

  static async start(startsAt: string): Promise<RunningService> {
    const run = `sched${randomUUID().slice(0, 8)}`;
    const outcomes = await FakeOutcomes.start();
    const config = configSchema.parse({
      ...process.env,
      NODE_ENV: 'test',
      DB_PREFIX: run,
      TOPIC_PREFIX: `${run}.`,
      OUTCOMES_URL: outcomes.url,
      CLOCK: 'stepped',
      CLOCK_START: startsAt,
      INTERNAL_TOKEN_SECRET: SECRET,
      LINK_KEY: SECRET,
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      LOG_LEVEL: 'fatal',
      PUBLIC_URL: 'http://localhost:8080',
    });
    const app = await bootstrap({
      module: appModule(config),
      service: SERVICE,
      config,
      connect: connectReactions,
      largeBodies: ['/v1/imports'],
    });
    return new RunningService(app, await app.getUrl(), `clinic-${run}`, outcomes, { keys: `${run}_scheduling_keys` });
  }

  async call(
    method: string,
    path: string,
    options: {
      body?: unknown;
      as?: Role | 'service' | 'nobody';
      clinicId?: string;
      headers?: Record<string, string>;
    } = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(await this.signIn(options.as ?? 'owner', options.clinicId ?? this.clinicId)),
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(options.body === undefined
        ? {}
        : { body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    // Tests look at bodies freely.
    return {
      status: response.status,
      text,
      headers: response.headers,
      body: (isJson ? JSON.parse(text) : undefined) as never,
    };
  }

  /** Opens its clinic, Elm Rooms in London. */
  openClinic(settings: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    const names = { name: 'Elm Rooms', alias: 'Elm Rooms', country: 'GB', zone: 'Europe/London' };
    return this.post('/internal/clinics', { clinicId: this.clinicId, ...names, ...settings }, { as: 'service' });
  }

  post(
    path: string,
    body: unknown,
    options: { as?: Role | 'service' | 'nobody'; clinicId?: string; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    return this.call('POST', path, { ...options, body });
  }

  get(path: string, options: { as?: Role | 'service' | 'nobody'; clinicId?: string } = {}): Promise<Answer> {
    return this.call('GET', path, options);
  }

  /** Steps the clock and lets fall due what is due. */
  async step(now: string): Promise<void> {
    await this.post('/internal/clock/fire', { now }, { as: 'nobody' });
  }

  /** Everything that was said so far, oldest first. */
  async said(): Promise<readonly Said[]> {
    const rows = await this.app
      .get(TenantCollections)
      .system<{ envelope: { buffer: Uint8Array } }>('outbox')
      .find()
      .sort({ createdAt: 1, 'order.version': 1, 'order.index': 1 })
      .toArray();
    return rows.map((row) => JSON.parse(Buffer.from(row.envelope.buffer).toString()) as Said);
  }

  async saidTypes(): Promise<readonly string[]> {
    return (await this.said()).map(({ type }) => type.replace('aftercare.scheduling.', '').replace('.v1', ''));
  }

  /** Waits, bounded, until the reactions have said something. */
  async heard(what: (said: readonly Said[]) => boolean): Promise<readonly Said[]> {
    const until = performance.now() + 20_000;
    for (;;) {
      const said = await this.said();
      if (what(said) || performance.now() > until) return said;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async stop(): Promise<void> {
    const connection = this.app.get<Connection>(getConnectionToken());
    await connection.getClient().db(this.names.keys).dropDatabase();
    await connection.getClient().db(connection.name).dropDatabase();
    await this.app.close();
    this.outcomes.stop();
  }

  private async signIn(as: Role | 'service' | 'nobody', clinicId: string): Promise<Record<string, string>> {
    if (as === 'nobody') return {};
    const tokens = new InternalTokens(SECRET, 'tests', new SystemMachineTime());
    const caller =
      as === 'service'
        ? ({ kind: 'service', service: 'tests' } as const)
        : ({ kind: 'staff', accountId: 'a', clinicId, roles: [as] } as const);
    return { authorization: `Bearer ${await tokens.sign(caller, 'scheduling')}` };
  }
}
