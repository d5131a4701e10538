import { SystemMachineTime } from '@aftercare/kernel';
import {
  Director,
  eventually,
  freePort,
  HttpProcess,
  startService,
  testDatabase,
  testEngines,
  type StartedService,
  type TestDatabase,
} from '@aftercare/testing';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { OutsideWorld } from '../../src/demo/http/outside-world.js';
import { send } from '../../src/demo/http/json-http.js';
import { StaffSession } from '../../src/demo/http/staff-session.js';

const SERVICES = ['sandbox', 'scheduling', 'notifications', 'outcomes', 'gateway'] as const;
export type ServiceName = (typeof SERVICES)[number];

const secret = (): string => randomBytes(32).toString('base64');

interface Addresses {
  readonly ports: Readonly<Record<ServiceName | 'smtp', number>>;
  readonly urls: Readonly<Record<ServiceName, string>>;
}

const chooseAddresses = async (): Promise<Addresses> => {
  const names = [...SERVICES, 'smtp'] as const;
  const chosen = await Promise.all(names.map(async (name) => [name, await freePort()] as const));
  const ports = Object.fromEntries(chosen) as Addresses['ports'];
  const urls = Object.fromEntries(
    SERVICES.map((name) => [name, `http://127.0.0.1:${ports[name]}`]),
  ) as Addresses['urls'];
  return { ports, urls };
};

const environmentOf = (
  { ports, urls }: Addresses,
  prefix: string,
  startsAt: Date,
): Readonly<Record<string, string>> => {
  const { mongodbUri, kafkaBrokers, redisUrl } = testEngines();
  return {
    MONGODB_URI: mongodbUri,
    KAFKA_BROKERS: kafkaBrokers,
    REDIS_URL: redisUrl,
    DB_PREFIX: prefix,
    TOPIC_PREFIX: `${prefix}.`.replaceAll('_', '-'),
    CLOCK: 'stepped',
    CLOCK_START: startsAt.toISOString(),
    LOG_LEVEL: 'warn',
    INTERNAL_TOKEN_SECRET: secret(),
    LINK_KEY: secret(),
    MASTER_KEY: secret(),
    PUBLIC_URL: urls.gateway,
    SCHEDULING_URL: urls.scheduling,
    NOTIFICATIONS_URL: urls.notifications,
    OUTCOMES_URL: urls.outcomes,
    GATEWAY_URL: urls.gateway,
    TWILIO_BASE_URL: urls.sandbox,
    TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000000',
    TWILIO_AUTH_TOKEN: secret(),
    SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
    SANDBOX_SMTP_PORT: String(ports.smtp),
    SETUP_CODES: 'first-code,second-code',
    RATE_PER_ADDRESS_PER_MINUTE: '0',
    RATE_PER_TOKEN_PER_MINUTE: '0',
    CONSOLE_DIR: join(process.cwd(), 'apps/console/dist'),
  };
};

/** The whole product as built, under plain node, on the real engines and the stepped clock. */
export class Stack {
  readonly machine = new SystemMachineTime();
  readonly world: OutsideWorld;
  director: Director;
  private readonly running = new Map<ServiceName, StartedService>();

  private constructor(
    private readonly addresses: Addresses,
    private readonly env: Readonly<Record<string, string>>,
    private readonly database: TestDatabase,
  ) {
    this.world = new OutsideWorld(addresses.urls.sandbox);
    this.director = this.newDirector();
  }

  static async start(name: string, startsAt: Date, more: Readonly<Record<string, string>> = {}): Promise<Stack> {
    const addresses = await chooseAddresses();
    const database = await testDatabase(name);
    const stack = new Stack(addresses, { ...environmentOf(addresses, database.name, startsAt), ...more }, database);
    try {
      // All of them end before one that failed is told: none may start after the stack was taken down.
      const starts = await Promise.allSettled(SERVICES.map((service) => stack.startOne(service, startsAt)));
      for (const start of starts) if (start.status === 'rejected') throw start.reason;
      await stack.director.step(startsAt);
      return stack;
    } catch (error) {
      await stack.stop();
      throw error;
    }
  }

  get publicUrl(): string {
    return this.addresses.urls.gateway;
  }

  /** Every database of this run begins with it. */
  get databasePrefix(): string {
    return this.env['DB_PREFIX'] ?? '';
  }

  /** Everything in a collection of a service. */
  documents(service: ServiceName, collection: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const name = `${this.databasePrefix}_${service}`;
    return this.database.connection.getClient().db(name).collection(collection).find().toArray();
  }

  urlOf(service: ServiceName): string {
    return this.addresses.urls[service];
  }

  /** Turns a set-up code into a clinic that may send, and signs its owner in. */
  async openClinic(
    code: string,
    clinic: { readonly name: string; readonly zone: string; readonly smsSender: string },
  ): Promise<StaffSession> {
    const email = `${code}@staff.example`;
    const answer = await send(`${this.publicUrl}/api/auth/first-owner`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.publicUrl },
      body: JSON.stringify({
        code,
        email,
        clinic: {
          ...clinic,
          alias: clinic.name,
          country: 'GB',
          locale: 'en-GB',
          phone: '+442079460011',
          emailFrom: 'notes@clinic.example',
        },
      }),
    });
    if (answer.status !== 201) throw new Error(`the clinic could not be opened: ${answer.text}`);
    const staff = new StaffSession(this.publicUrl, email, this.world, this.machine);
    await staff.patch('/api/scheduling/v1/clinic', { sendMode: 'live', rooms: ['Room 1'] });
    return staff;
  }

  /** kill -9, whatever it is doing; a new process in its place, for which product time goes on where it stood. */
  async crash(service: ServiceName): Promise<void> {
    await this.running.get(service)?.kill();
    await this.startOne(service, this.director.now ?? new Date(this.env['CLOCK_START'] ?? 0));
    const now = this.director.now;
    this.director = this.newDirector();
    if (now !== undefined) await this.director.step(now);
  }

  /** Every event that was ever said goes out once more, as after a relay that died before it could mark them. Their number. */
  async redeliver(): Promise<number> {
    const outboxes = (['scheduling', 'notifications', 'outcomes'] as const).map((service) =>
      this.database.connection.getClient().db(`${this.databasePrefix}_${service}`).collection('outbox'),
    );
    const again = await Promise.all(outboxes.map((outbox) => outbox.updateMany({}, { $set: { publishedAt: null } })));
    for (const outbox of outboxes)
      await eventually(async () => (await outbox.countDocuments({ publishedAt: null })) === 0);
    await this.director.step(this.director.now ?? new Date(0));
    return again.reduce((sum, { modifiedCount }) => sum + modifiedCount, 0);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.running.values()].map((service) => service.stop()));
    await this.database.drop();
  }

  outputOf(service: ServiceName): string {
    return this.running.get(service)?.output() ?? '';
  }

  private async startOne(service: ServiceName, at: Date): Promise<void> {
    const main = join(process.cwd(), 'apps', service, 'dist/main.js');
    const env = {
      ...this.env,
      PORT: String(this.addresses.ports[service]),
      CLOCK_START: at.toISOString(),
      SERVICE_NAME: service,
    };
    this.running.set(service, await startService({ main, env }));
  }

  private newDirector(): Director {
    return new Director(SERVICES.map((service) => new HttpProcess(service, this.addresses.urls[service])));
  }
}
