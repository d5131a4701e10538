import { randomUUID } from 'node:crypto';
import type { DataOf, EventContract } from '@aftercare/contracts';
import { SystemMachineTime } from '@aftercare/kernel';
import { connectReactions, say, Transactions } from '@aftercare/messaging';
import { bootstrap, InternalTokens } from '@aftercare/platform';
import type { INestApplication } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { appModule, SERVICE } from '../../src/app.module.js';
import { configSchema } from '../../src/config.js';
import type { ReminderView } from '../../src/reminders/application/reminder-view.js';
import { FakeOwners } from './fake-owners.js';
import { RecordingEmailSender, recordingSenders, RecordingSmsSender } from './recording-senders.js';

const SECRET = 'a-secret-of-the-tests-with-32-characters';

export interface Answer {
  readonly status: number;
  readonly body: never;
}

export interface RunOptions {
  readonly startsAt: string;
  /** Of a run that another process shares. */
  readonly run?: string;
  readonly owners?: FakeOwners;
  readonly sms?: RecordingSmsSender;
  readonly email?: RecordingEmailSender;
}

/** The whole service on the real engines, with a stepped clock, recording senders and owners that answer what a test tells them. */
export class RunningNotifications {
  private constructor(
    readonly app: INestApplication,
    readonly url: string,
    readonly parts: {
      readonly run: string;
      readonly owners: FakeOwners;
      readonly sms: RecordingSmsSender;
      readonly email: RecordingEmailSender;
    },
  ) {}

  static async start(options: RunOptions): Promise<RunningNotifications> {
    const run = options.run ?? `notif${randomUUID().slice(0, 8)}`;
    const owners = options.owners ?? new FakeOwners(`clinic-${run}`);
    const ownersUrl = await owners.start();
    const [sms, email] = [options.sms ?? new RecordingSmsSender(), options.email ?? new RecordingEmailSender()];
    const config = configSchema.parse({
      ...process.env,
      NODE_ENV: 'test',
      DB_PREFIX: run,
      TOPIC_PREFIX: `${run}.`,
      REDIS_PREFIX: run,
      CLOCK: 'stepped',
      CLOCK_START: options.startsAt,
      INTERNAL_TOKEN_SECRET: SECRET,
      LINK_KEY: SECRET,
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'fatal',
      PUBLIC_URL: 'http://l.example',
      SCHEDULING_URL: ownersUrl,
      OUTCOMES_URL: ownersUrl,
      TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000000',
      TWILIO_AUTH_TOKEN: 'token',
      SMTP_URL: 'smtp://127.0.0.1:1',
      MAIL_REPORTS_SECRET: SECRET,
    });
    const app = await bootstrap({
      module: appModule(config, recordingSenders(sms, email)),
      service: SERVICE,
      config,
      connect: connectReactions,
    });
    return new RunningNotifications(app, await app.getUrl(), { run, owners, sms, email });
  }

  get clinicId(): string {
    return this.parts.owners.clinicId;
  }

  get sms(): RecordingSmsSender {
    return this.parts.sms;
  }

  get email(): RecordingEmailSender {
    return this.parts.email;
  }

  get owners(): FakeOwners {
    return this.parts.owners;
  }

  get db() {
    const connection = this.app.get<Connection>(getConnectionToken());
    return connection.getClient().db(connection.name);
  }

  /** Says an event as its owner would; it travels through Kafka to the reactions. */
  async hear<C extends EventContract>(contract: C, data: DataOf<C>): Promise<void> {
    await this.app.get(Transactions).run(async (work) => work.say(say(contract, this.clinicId, data), 1));
    await this.quiet();
  }

  /** Steps the clock, lets fall due what is due, and waits until nothing is under way. */
  async step(now: string): Promise<void> {
    await this.call('POST', '/internal/clock/set', { body: { now }, as: 'nobody' });
    await this.call('POST', '/internal/clock/fire', { body: { now }, as: 'nobody' });
    await this.quiet();
  }

  async quiet(): Promise<void> {
    let calm = 0;
    let before = '';
    const until = performance.now() + 60_000;
    while (calm < 3) {
      const { body } = await this.call('GET', '/internal/quiescence?wait=50', { as: 'nobody' });
      const { busy, counters, published, handled } = body as {
        busy: number;
        counters: object;
        published: Record<string, string>;
        handled: Record<string, Record<string, string>>;
      };
      const isHandled = Object.values(handled).every((offsets) =>
        Object.entries(offsets).every(([partition, next]) => BigInt(next) >= BigInt(published[partition] ?? 0)),
      );
      const now = JSON.stringify({ counters, published, handled });
      calm = busy === 0 && isHandled && this.allHandled(published, handled) && now === before ? calm + 1 : 0;
      before = now;
      if (performance.now() > until) throw new Error(`never quiet: ${JSON.stringify(body)}`);
      if (calm < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  async reminders(query = ''): Promise<readonly ReminderView[]> {
    const { body } = await this.call('GET', `/v1/reminders?limit=200${query}`);
    return (body as { items: readonly ReminderView[] }).items;
  }

  /** What the clinic's mail server hands on; answers with the status and what was made of it. */
  async handOn(mail: Buffer, secret = SECRET): Promise<readonly [number, string]> {
    const response = await fetch(`${this.url}/hooks/mail/reports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'message/rfc822' },
      body: new Uint8Array(mail),
    });
    const told = (await response.json()) as { readonly result?: string; readonly code?: string };
    return [response.status, told.result ?? told.code ?? ''];
  }

  /** `kind state reason` of every row, in order of due time. */
  async ledger(): Promise<readonly string[]> {
    return (await this.reminders()).map(({ kind, state, reason }) =>
      [kind, state, reason].filter((part) => part !== undefined).join(' '),
    );
  }

  async call(
    method: string,
    path: string,
    {
      body,
      as = 'owner',
      clinicId = this.clinicId,
    }: { body?: unknown; as?: 'owner' | 'service' | 'nobody'; clinicId?: string } = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(await this.signIn(as, clinicId)),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    // Tests look at bodies freely.
    return { status: response.status, body: (text.startsWith('{') ? JSON.parse(text) : undefined) as never };
  }

  async stop(): Promise<void> {
    const connection = this.app.get<Connection>(getConnectionToken());
    await connection.getClient().db(`${this.parts.run}_notifications_keys`).dropDatabase();
    await connection.getClient().db(connection.name).dropDatabase();
    await this.app.close();
    this.owners.stop();
  }

  /** A topic that some group reads has been read to its end by each of them. */
  private allHandled(
    published: Readonly<Record<string, string>>,
    handled: Readonly<Record<string, Readonly<Record<string, string>>>>,
  ): boolean {
    const readers: Record<string, number> = {
      'scheduling.bookings': 1,
      'scheduling.clients': 1,
      'scheduling.clinics': 1,
      'scheduling.followups': 1,
      'outcomes.surveys': 1,
      'outcomes.diary': 1,
      'outcomes.safety': 1,
    };
    return Object.entries(published).every(([partition, next]) => {
      const topic = Object.keys(readers).find((name) => partition.includes(name));
      if (topic === undefined) return true;
      return Object.values(handled).some((offsets) => BigInt(offsets[partition] ?? 0) >= BigInt(next));
    });
  }

  private async signIn(as: 'owner' | 'service' | 'nobody', clinicId: string): Promise<Record<string, string>> {
    if (as === 'nobody') return {};
    const tokens = new InternalTokens(SECRET, 'tests', new SystemMachineTime());
    const caller =
      as === 'service'
        ? ({ kind: 'service', service: 'tests' } as const)
        : ({ kind: 'staff', accountId: 'account-1', clinicId, roles: ['owner'] } as const);
    return { authorization: `Bearer ${await tokens.sign(caller, SERVICE)}` };
  }
}
