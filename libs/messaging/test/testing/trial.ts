import type { Envelope } from '@aftercare/contracts';
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

interface Engines {
  readonly mongoUri: string;
  readonly brokers: string;
}

export const sharedEngines = (): Engines => ({
  mongoUri: process.env['MONGODB_URI'] ?? '',
  brokers: process.env['KAFKA_BROKERS'] ?? '',
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

  /** The oracle: every step of every thing took effect exactly once and in order, and was said exactly once. */
  async expectExactly(things: number, steps: number, withinMs = 30_000): Promise<void> {
    await eventually(`${things * steps} steps`, async () => (await this.steps()) >= things * steps, withinMs);
    const documents = await thingsIn(this.db).find().toArray();
    expect(documents).toHaveLength(things);
    for (const thing of documents) expect(thing.seqs).toEqual(inOrder(steps));
    const said = await this.log.read(thingCountedV1.topic, things * steps);
    const firsts = new Map(said.map((record) => [record.headers['ce_id'], record]));
    expect(firsts.size).toBe(things * steps);
  }

  async end(): Promise<void> {
    await Promise.all(this.services.map((service) => service.stop()));
    await this.db.dropDatabase();
    await this.client.close();
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
