import {
  Activity,
  Clock,
  FixedClock,
  MachineTime,
  newId,
  SilentActivity,
  SystemMachineTime,
  type ClinicKey,
} from '@aftercare/kernel';
import { Global, Module, type INestApplication } from '@nestjs/common';
import { getConnectionToken, MongooseModule } from '@nestjs/mongoose';
import { Test } from '@nestjs/testing';
import { type Connection, type mongo } from 'mongoose';
import type { EventContract } from '@aftercare/contracts';
import type { ReactionServerTuning } from '../../src/kafka/reaction-server-tuning.js';
import { sessionOf } from '../../src/mongo/mongo-transaction.js';
import { connectReactions } from '../../src/nest/connect-reactions.js';
import { MessagingModule } from '../../src/nest/messaging.module.js';
import { MessagingRuntime } from '../../src/nest/messaging-runtime.js';
import type { Loaded, Transaction } from '../../src/reaction.js';
import { Transactions } from '../../src/transactions.js';
import { CountThings, Knobs, loadedAs, thingMovedV1, Things, type Thing } from '../../src/testing/things.js';

export interface ThingDocument {
  readonly _id: string;
  readonly clinicId: string;
  readonly version: number;
  readonly seqs: readonly number[];
}

class MongoThings extends Things {
  constructor(private readonly connection: Connection) {
    super();
  }

  override async load(keys: readonly ClinicKey[], within: Transaction): Promise<ReadonlyMap<string, Loaded<Thing>>> {
    const things = this.connection.getClient().db(this.connection.name).collection<ThingDocument>('things');
    return loadedAs(
      await things.find({ _id: { $in: keys.map((key) => key.id) } }, { session: sessionOf(within) }).toArray(),
    );
  }
}

export interface TrialOptions {
  readonly mongoUri: string;
  readonly brokers: string;
  readonly database: string;
  readonly topicPrefix: string;
  readonly knobs?: Knobs;
  readonly activity?: Activity;
  readonly tuning?: ReactionServerTuning;
  readonly reactions?: readonly (new (things: Things, knobs: Knobs) => CountThings)[];
  readonly consumes?: readonly EventContract[];
}

/** Names that no other test file uses. */
export const trialNames = (): Pick<TrialOptions, 'database' | 'topicPrefix'> => {
  const id = newId().slice(0, 8);
  return { database: `messaging_${id}`, topicPrefix: `m${id}.` };
};

export interface TrialService {
  readonly app: INestApplication;
  readonly db: mongo.Db;
  readonly transactions: Transactions;
  readonly runtime: MessagingRuntime;
  readonly knobs: Knobs;
  stop(): Promise<void>;
}

const worldOf = (options: TrialOptions, knobs: Knobs) => {
  const provided = [
    { provide: Activity, useValue: options.activity ?? new SilentActivity() },
    { provide: Clock, useValue: new FixedClock(new Date('2027-03-01T10:00:00Z')) },
    { provide: MachineTime, useValue: new SystemMachineTime() },
    { provide: Knobs, useValue: knobs },
    {
      provide: Things,
      inject: [getConnectionToken()],
      useFactory: (connection: Connection) => new MongoThings(connection),
    },
  ];
  @Global()
  @Module({
    imports: [
      MongooseModule.forRoot(options.mongoUri, {
        dbName: options.database,
        serverSelectionTimeoutMS: 2000,
        retryAttempts: 0,
      }),
    ],
    providers: provided,
    exports: provided.map(({ provide }) => provide),
  })
  class World {}
  return World;
};

/** A whole service around the trial reaction: Nest, mongoose, relay, consumers. */
export const startTrialService = async (options: TrialOptions): Promise<TrialService> => {
  const knobs = options.knobs ?? new Knobs();
  const { brokers, topicPrefix, tuning } = options;
  const messaging = {
    service: 'trial',
    brokers,
    topicPrefix,
    consumes: options.consumes ?? [thingMovedV1],
    ...(tuning === undefined ? {} : { tuning }),
  };
  const module = await Test.createTestingModule({
    imports: [worldOf(options, knobs), MessagingModule.forRoot(messaging)],
    providers: [...(options.reactions ?? [CountThings])],
  }).compile();
  const app = module.createNestApplication();
  app.useLogger(false);
  try {
    connectReactions(app);
    await app.startAllMicroservices();
    await app.init();
  } catch (error) {
    // One that refuses to start has its database open already.
    await app.close();
    throw error;
  }
  const connection = app.get<Connection>(getConnectionToken());
  return {
    app,
    db: connection.getClient().db(connection.name),
    transactions: app.get(Transactions),
    runtime: app.get(MessagingRuntime),
    knobs,
    stop: () => app.close(),
  };
};
