import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { Clock, SteppedClock } from '@aftercare/kernel';
import { bootstrap, readConfig } from '@aftercare/platform';
import type { INestApplication } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import request from 'supertest';
import { AppModule, LARGE_BODIES } from '../app.module.js';
import { configSchema } from '../config.js';
import { AccountRepository } from '../accounts/application/ports.js';
import type { AccountRole } from '../accounts/application/ports.js';
import { Background } from '../sign-in/application/background.js';
import { FakeUpstream } from './fake-upstream.js';
import { Mailbox } from './mailbox.js';

export const SECRET = 'a secret of at least 32 characters, for tests';
export const PUBLIC_URL = 'http://elm.example';
export const clinic = { name: 'Elm Rooms', alias: 'Elm Rooms', country: 'GB', zone: 'Europe/London', locale: 'en-GB' };

/** What a signed-in browser has: its cookie and its request token. */
export interface Browser {
  readonly cookie: string;
  readonly csrf: string;
}

/** The gateway on the real MongoDB, with fake services, a mailbox and a clock that stands still. */
export class TestGateway {
  private constructor(
    readonly app: INestApplication,
    readonly upstreams: Readonly<Record<'scheduling' | 'notifications' | 'outcomes', FakeUpstream>>,
    readonly mailbox: Mailbox,
    private readonly prefix: string,
  ) {}

  static async start(env: Readonly<Record<string, string>> = {}): Promise<TestGateway> {
    const prefix = `gw_test_${randomBytes(4).toString('hex')}`;
    const upstreams = {
      scheduling: await FakeUpstream.start(),
      notifications: await FakeUpstream.start(),
      outcomes: await FakeUpstream.start(),
    };
    const mailbox = await Mailbox.start();
    const result = readConfig(configSchema, {
      MONGODB_URI: process.env['MONGODB_URI'],
      DB_PREFIX: prefix,
      CLOCK: 'stepped',
      CLOCK_START: '2027-03-01T09:00:00Z',
      INTERNAL_TOKEN_SECRET: SECRET,
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      PUBLIC_URL,
      LOG_LEVEL: 'silent',
      SCHEDULING_URL: upstreams.scheduling.url,
      NOTIFICATIONS_URL: upstreams.notifications.url,
      OUTCOMES_URL: upstreams.outcomes.url,
      SETUP_CODES: 'code-elm, code-oak',
      SMTP_URL: mailbox.url,
      RATE_PER_ADDRESS_PER_MINUTE: '0',
      RATE_PER_TOKEN_PER_MINUTE: '0',
      ...env,
    });
    if (!result.ok) throw new Error(result.problems.join('\n'));
    const module = AppModule.forRoot(result.config, '/nowhere');
    const app = await bootstrap({
      module,
      service: 'gateway',
      config: result.config,
      port: 0,
      largeBodies: LARGE_BODIES,
    });
    return new TestGateway(app, upstreams, mailbox, prefix);
  }

  get http(): ReturnType<typeof request> {
    return request(this.app.getHttpServer() as Server);
  }

  later(ms: number): void {
    const clock = this.app.get(Clock);
    if (clock instanceof SteppedClock) clock.step(new Date(clock.now().getTime() + ms));
  }

  mailSent(): Promise<void> {
    return this.app.get(Background, { strict: false }).idle();
  }

  /** Uses a set-up code; the address gets its first link. */
  async firstOwner(code: string, email: string): Promise<{ readonly accountId: string; readonly clinicId: string }> {
    const made = await this.http.post('/api/auth/first-owner').send({ code, email, clinic }).expect(201);
    await this.mailSent();
    return made.body as { accountId: string; clinicId: string };
  }

  async linkTokenFor(email: string): Promise<string> {
    await this.http.post('/api/auth/links').send({ email }).expect(202);
    await this.mailSent();
    return this.mailbox.lastToken();
  }

  async signIn(email: string): Promise<Browser> {
    const answer = await this.http
      .post('/api/auth/sessions')
      .send({ token: await this.linkTokenFor(email) })
      .expect(201);
    const cookie = String(answer.headers['set-cookie']).split(';', 1)[0] ?? '';
    return { cookie, csrf: (answer.body as { csrfToken: string }).csrfToken };
  }

  /** A colleague with other roles. There is no page for it yet. */
  async addColleague(clinicId: string, email: string, roles: readonly AccountRole[]): Promise<void> {
    await this.app
      .get(AccountRepository, { strict: false })
      .addOrFind({ accountId: `account-${email}`, clinicId, email, roles });
  }

  /** Everything that is stored, as text. */
  async dump(): Promise<string> {
    const connection = this.app.get<Connection>(getConnectionToken(), { strict: false });
    const database = connection.getClient().db(`${this.prefix}_gateway`);
    const names = (await database.listCollections().toArray()).map((collection) => collection.name).sort();
    const all = await Promise.all(
      names.map(async (name) => [name, await database.collection(name).find().sort({ _id: 1 }).toArray()]),
    );
    return JSON.stringify(all);
  }

  async stop(): Promise<void> {
    const connection = this.app.get<Connection>(getConnectionToken(), { strict: false });
    await this.mailSent();
    for (const name of ['gateway', 'gateway_keys'])
      await connection.getClient().db(`${this.prefix}_${name}`).dropDatabase();
    await this.app.close();
    await Promise.all([...Object.values(this.upstreams), this.mailbox].map((server) => server.stop()));
  }
}
