import { Activity, MachineTime } from '@aftercare/kernel';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection, mongo } from 'mongoose';
import { randomBytes } from 'node:crypto';
import { MongoDeadLetters } from '../mongo/mongo-dead-letters.js';
import { createMessagingIndexes } from '../mongo/mongo-indexes.js';
import { MongoOutboxStore } from '../mongo/mongo-outbox-store.js';
import { MongoShardLeases } from '../mongo/mongo-shard-leases.js';
import { MongoStore } from '../mongo/mongo-store.js';
import { SHARDS } from '../store/rows.js';

/** The messaging collections in the service's own database, through the native driver of mongoose's connection. */
@Injectable()
export class MessagingStores implements OnModuleInit {
  readonly db: mongo.Db;
  readonly store: MongoStore;
  readonly outbox: MongoOutboxStore;
  readonly leases: MongoShardLeases;
  readonly letters: MongoDeadLetters;

  constructor(@Inject(getConnectionToken()) connection: Connection, machine: MachineTime, activity: Activity) {
    const client = connection.getClient();
    this.db = client.db(connection.name);
    const writer = randomBytes(6).toString('base64url');
    this.store = new MongoStore({ client, db: this.db, machine, activity, writer });
    this.outbox = new MongoOutboxStore(this.db, machine, writer);
    this.letters = new MongoDeadLetters(this.db);
    this.leases = new MongoShardLeases({
      leases: this.db.collection('leases'),
      machine,
      name: 'relay',
      shards: SHARDS,
    });
  }

  async onModuleInit(): Promise<void> {
    await createMessagingIndexes(this.db);
  }
}
