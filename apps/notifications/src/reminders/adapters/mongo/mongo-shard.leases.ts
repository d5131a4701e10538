import { MachineTime } from '@aftercare/kernel';
import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { ShardLeases } from '../../application/sending/shards.js';
import { SHARDS } from '../../domain/reminder.js';

interface LeaseDocument extends mongo.Document {
  readonly _id: string;
  readonly owner: string;
  /** Rises with every change of hands. */
  readonly fence: number;
  readonly untilMs: number;
}

const nameOf = (shard: number): string => `reminders-${String(shard).padStart(2, '0')}`;
const NAMES = Array.from({ length: SHARDS }, (_, shard) => nameOf(shard));

/** All shards in two updates, whoever holds them. */
@Injectable()
export class MongoShardLeases extends ShardLeases implements OnModuleInit {
  constructor(
    private readonly collections: TenantCollections,
    private readonly machine: MachineTime,
  ) {
    super();
  }

  async onModuleInit(): Promise<void> {
    const inserts = NAMES.map((_id) => ({
      updateOne: { filter: { _id }, update: { $setOnInsert: { owner: '', fence: 0, untilMs: 0 } }, upsert: true },
    }));
    // Two processes that start together may both insert; the second finds it done.
    await this.leases.bulkWrite(inserts, { ordered: false }).catch(() => undefined);
  }

  override async hold(owner: string, ttlMs: number): Promise<ReadonlyMap<number, { readonly untilMs: number }>> {
    const now = this.machine.nowMs();
    await this.leases.updateMany(
      { _id: { $in: NAMES }, owner, untilMs: { $gt: now } },
      { $set: { untilMs: now + ttlMs } },
    );
    await this.leases.updateMany(
      { _id: { $in: NAMES }, untilMs: { $lte: now } },
      { $set: { owner, untilMs: now + ttlMs }, $inc: { fence: 1 } },
    );
    const held = await this.leases.find({ _id: { $in: NAMES }, owner, untilMs: { $gt: now } }).toArray();
    return new Map(held.map(({ _id, untilMs }) => [NAMES.indexOf(_id), { untilMs }]));
  }

  override async release(owner: string): Promise<void> {
    await this.leases.updateMany({ _id: { $in: NAMES }, owner }, { $set: { untilMs: 0 } });
  }

  private get leases() {
    return this.collections.system<LeaseDocument>('leases');
  }
}
