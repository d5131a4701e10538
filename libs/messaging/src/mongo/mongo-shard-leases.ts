import { newId, type MachineTime } from '@aftercare/kernel';
import type { mongo } from 'mongoose';
import { ShardLeases, type Lease } from '../outbox/leases.js';
import { SHARDS } from '../store/rows.js';

interface LeaseDocument {
  readonly _id: string;
  readonly shard: number;
  readonly owner: string | null;
  readonly number: number;
  /** Machine time, milliseconds. */
  readonly until: number;
}

export interface ShardLeasesContext {
  readonly db: mongo.Db;
  readonly machine: MachineTime;
  readonly leaseMs: number;
}

export class MongoShardLeases extends ShardLeases {
  private readonly owner = newId();
  private prepared = false;
  private held: readonly Lease[] = [];

  constructor(private readonly context: ShardLeasesContext) {
    super();
  }

  override async hold(): Promise<readonly Lease[]> {
    await this.prepare();
    const now = this.context.machine.nowMs();
    const until = now + this.context.leaseMs;
    const renewed = await this.leases.updateMany(
      { shard: { $gte: 0 }, owner: this.owner, until: { $gt: now } },
      { $set: { until } },
    );
    this.held =
      this.held.length === SHARDS && renewed.matchedCount === SHARDS
        ? this.held.map((lease) => ({ ...lease, until }))
        : await this.take(now, until);
    return this.held;
  }

  override async release(): Promise<void> {
    this.held = [];
    await this.leases.updateMany({ shard: { $gte: 0 }, owner: this.owner }, { $set: { until: 0 } });
  }

  /** Takes what is free and reads what is held with it. */
  private async take(now: number, until: number): Promise<readonly Lease[]> {
    const free = await this.leases.find({ shard: { $gte: 0 }, until: { $lte: now } }).toArray();
    for (const lease of free) {
      await this.leases.updateOne(
        { _id: lease._id, number: lease.number, until: { $lte: now } },
        { $set: { owner: this.owner, until }, $inc: { number: 1 } },
      );
    }
    const held = await this.leases.find({ shard: { $gte: 0 }, owner: this.owner, until }).toArray();
    return held.map(({ shard, number }) => ({ shard, number, until }));
  }

  private get leases(): mongo.Collection<LeaseDocument> {
    return this.context.db.collection<LeaseDocument>('leases');
  }

  private async prepare(): Promise<void> {
    if (this.prepared) return;
    await this.leases.bulkWrite(
      Array.from({ length: SHARDS }, (_, shard) => ({
        updateOne: {
          filter: { _id: `relay|${shard}` },
          update: { $setOnInsert: { shard, owner: null, number: 0, until: 0 } },
          upsert: true,
        },
      })),
      { ordered: false },
    );
    this.prepared = true;
  }
}
