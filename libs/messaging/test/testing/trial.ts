import type { DataOf, Envelope } from '@aftercare/contracts';
import { mongo } from 'mongoose';
import { deadLetterTopic } from '../../src/store/rows.js';
import { eventually } from './eventually.js';
import { publicationOf, TrialLog } from './log.js';
import { inOrder, thingCountedV1, thingMovedV1 } from '../../src/testing/things.js';
import {
  startTrialService,
  trialNames,
  type ThingDocument,
  type TrialOptions,
  type TrialService,
} from './trial-service.js';

export const GROUP = 'trial.count-things';
export const DEAD_LETTERS = deadLetterTopic(thingMovedV1.topic, GROUP);

type CountedStep = DataOf<typeof thingCountedV1>;

interface Engines {
  readonly mongoUri: string;
  readonly brokers: string;
}

export const sharedEngines = (): Engines => ({
  mongoUri: process.env['MONGODB_URI'] ?? '',
  brokers: process.env['KAFKA_BROKERS'] ?? '',
});

/** Those that a failing test left behind, with everything that they hold open. */
const unended = new Set<Trial>();
afterAll(async () => {
  for (const trial of unended) await trial.end();
});

/** One test's own database and topics, and the services that it starts there. */
export class Trial {
  readonly names = trialNames();
  readonly log: TrialLog;
  private readonly client: mongo.MongoClient;
  readonly services: TrialService[] = [];

  constructor(readonly engines: Engines = sharedEngines()) {
    this.client = new mongo.MongoClient(engines.mongoUri, { serverSelectionTimeoutMS: 2000 });
    this.log = new TrialLog(engines.brokers, this.names.topicPrefix);
    unended.add(this);
  }

  async start(options: Partial<TrialOptions> = {}): Promise<TrialService> {
    const service = await startTrialService({ ...this.engines, ...this.names, ...options });
    this.services.push(service);
    return service;
  }

  topics(): Promise<void> {
    return this.log.create([thingMovedV1.topic, thingCountedV1.topic], [DEAD_LETTERS]);
  }

  publish(moves: readonly Envelope[]): Promise<void> {
    return this.log.publish(moves.map((move) => publicationOf(thingMovedV1.topic, move)));
  }

  get db(): mongo.Db {
    return this.client.db(this.names.database);
  }

  steps(): Promise<number> {
    return stepsIn(this.db);
  }

  /** The oracle: every step of every thing took effect exactly once and in order, and was said exactly once and in order. */
  async expectExactly(things: number, steps: number, withinMs = 30_000): Promise<void> {
    await eventually(`${things * steps} steps`, async () => (await this.steps()) >= things * steps, withinMs);
    const documents = await thingsIn(this.db).find().toArray();
    expect(documents).toHaveLength(things);
    for (const thing of documents) expect(thing.seqs).toEqual(inOrder(steps));
    const said = await this.sayings(things * steps, withinMs);
    expect(said).toHaveLength(things * steps);
    for (const { _id } of documents)
      expect(said.filter(({ thingId }) => thingId === _id).map(({ seq }) => seq)).toEqual(inOrder(steps));
  }

  /** What was said, by first appearance: a relay may repeat itself, and then there are `count` records before there are `count` sayings. */
  private sayings(count: number, withinMs: number): Promise<readonly CountedStep[]> {
    return eventually(
      `${count} sayings`,
      async () => {
        const firsts = new Map<string | undefined, CountedStep>();
        for (const { headers, value } of await this.log.read(thingCountedV1.topic, count)) {
          if (firsts.has(headers['ce_id'])) continue;
          const { data } = JSON.parse(String(value)) as { readonly data: unknown };
          firsts.set(headers['ce_id'], thingCountedV1.data.parse(data));
        }
        return firsts.size >= count && [...firsts.values()];
      },
      withinMs,
    );
  }

  async end(): Promise<void> {
    if (!unended.delete(this)) return;
    await Promise.all(this.services.map((service) => service.stop()));
    await this.db.dropDatabase().finally(() => this.client.close());
  }
}

export const thingsIn = (db: mongo.Db): mongo.Collection<ThingDocument> => db.collection<ThingDocument>('things');

export const stepsIn = async (db: mongo.Db): Promise<number> =>
  (await thingsIn(db).find().toArray()).reduce((sum, thing) => sum + thing.seqs.length, 0);

/** A door that work waits at until a test opens it. */
export class Gate {
  private opened: () => void = () => undefined;
  private arrived: () => void = () => undefined;
  private readonly opening = new Promise<void>((resolve) => {
    this.opened = resolve;
  });
  private readonly arrival = new Promise<void>((resolve) => {
    this.arrived = resolve;
  });

  /** Waits in front of the door. */
  pass(): Promise<void> {
    this.arrived();
    return this.opening;
  }

  /** Somebody is waiting in front of it. */
  reached(): Promise<void> {
    return this.arrival;
  }

  open(): void {
    this.opened();
  }
}
