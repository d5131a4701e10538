import { MachineTime } from '@aftercare/kernel';
import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { ShardLeases } from '../../application/sending/shards.js';
import { dealShards } from '../../domain/deal-shards.js';
import type { ShardLease } from '../../domain/deal-shards.js';
import { SHARDS } from '../../domain/reminder.js';

interface LeaseDocument extends mongo.Document {
  readonly _id: string;
  readonly owner: string;
  /** Rises with every change of hands. */
  readonly fence: number;
  readonly untilMs: number;
}

/** A process that shares in the work, for as long as it says so. */
interface LivingDocument extends mongo.Document {
  readonly _id: string;
  readonly sender: true;
  readonly untilMs: number;
}

const nameOf = (shard: number): string => `reminders-${String(shard).padStart(2, '0')}`;
const NAMES = Array.from({ length: SHARDS }, (_, shard) => nameOf(shard));
const namesOf = (shards: readonly number[]): string[] => shards.map(nameOf);
/** So often may somebody else be first. */
const MOST_TRIES = 8;
const livingOf = (owner: string): string => `sender-${owner}`;

const shardLease = ({ _id, owner, untilMs }: LeaseDocument): ShardLease => ({
  shard: NAMES.indexOf(_id),
  owner,
  untilMs,
});

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
    const nowMs = this.machine.nowMs();
    const untilMs = nowMs + ttlMs;
    const living = await this.countLiving(owner, { nowMs, untilMs });
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const { prolong, take } = dealShards(await this.read(), { owner, nowMs, living });
      await this.leases.updateMany(
        { _id: { $in: namesOf(prolong) }, owner, untilMs: { $gt: nowMs } },
        { $set: { untilMs } },
      );
      if (take.length === 0) break;
      const taken = await this.leases.updateMany(
        { _id: { $in: namesOf(take) }, untilMs: { $lte: nowMs } },
        { $set: { owner, untilMs }, $inc: { fence: 1 } },
      );
      // Somebody who looked at the same moment was first: there may be others left.
      if (taken.matchedCount === take.length) break;
    }
    const held = (await this.read()).filter((lease) => lease.owner === owner && lease.untilMs > nowMs);
    return new Map(held.map((lease) => [lease.shard, { untilMs: lease.untilMs }]));
  }

  override async release(owner: string): Promise<void> {
    await this.living.deleteOne({ _id: livingOf(owner) });
    await this.leases.updateMany({ _id: { $in: NAMES }, owner }, { $set: { untilMs: 0 } });
  }

  private async read(): Promise<readonly ShardLease[]> {
    return (await this.leases.find({ _id: { $in: NAMES } }).toArray()).map(shardLease);
  }

  private async countLiving(
    owner: string,
    { nowMs, untilMs }: { readonly nowMs: number; readonly untilMs: number },
  ): Promise<number> {
    await this.living.updateOne({ _id: livingOf(owner) }, { $set: { sender: true, untilMs } }, { upsert: true });
    await this.living.deleteMany({ sender: true, untilMs: { $lte: nowMs } });
    return this.living.countDocuments({ sender: true });
  }

  private get living() {
    return this.collections.system<LivingDocument>('leases');
  }

  private get leases() {
    return this.collections.system<LeaseDocument>('leases');
  }
}
