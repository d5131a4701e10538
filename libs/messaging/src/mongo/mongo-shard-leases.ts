import type { MachineTime } from '@aftercare/kernel';
import type { mongo } from 'mongoose';
import { dealShards, type Dealt, type ShardLease } from '../leases/deal-shards.js';
import { ShardLeases, type HeldShards } from '../leases/shard-leases.js';
import { isDuplicate } from './mongo-errors.js';

/** The lease of a shard, or, where it has `of`, a process that shares in that work for as long as it says so. */
export interface LeaseDocument extends mongo.Document {
  readonly _id: string;
  readonly of?: string;
  readonly owner: string;
  /** Rises with every change of hands. */
  readonly fence?: number;
  /** Machine time, milliseconds. */
  readonly untilMs: number;
}

export interface ShardLeasesContext {
  readonly leases: mongo.Collection<LeaseDocument>;
  readonly machine: MachineTime;
  /** The work that is shared: its documents begin with it. */
  readonly name: string;
  readonly shards: number;
}

interface Turn {
  readonly owner: string;
  readonly nowMs: number;
  readonly untilMs: number;
}

interface Seen {
  readonly leases: readonly ShardLease[];
  readonly living: readonly LeaseDocument[];
}

/** So often may somebody else be first. */
const MOST_TRIES = 8;

export class MongoShardLeases extends ShardLeases {
  private readonly ids: readonly string[];
  private prepared = false;

  constructor(private readonly context: ShardLeasesContext) {
    super();
    const { name, shards } = context;
    this.ids = Array.from({ length: shards }, (_, shard) => `${name}-${String(shard).padStart(2, '0')}`);
  }

  override async hold(owner: string, ttlMs: number): Promise<HeldShards> {
    await this.prepare();
    const nowMs = this.context.machine.nowMs();
    const turn = { owner, nowMs, untilMs: nowMs + ttlMs };
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const seen = await this.read();
      const others = seen.living.filter((one) => one.owner !== owner && one.untilMs > nowMs);
      const dealt = dealShards(seen.leases, { owner, nowMs, living: others.length + 1 });
      if (await this.write(turn, dealt)) return heldBy(turn, dealt, seen);
      // Somebody who looked at the same moment was first: there may be others left.
    }
    const held = (await this.read()).leases.filter((lease) => lease.owner === owner && lease.untilMs > nowMs);
    return new Map(held.map(({ shard, untilMs }) => [shard, { untilMs }]));
  }

  override async release(owner: string): Promise<void> {
    await this.leases.bulkWrite([
      { deleteOne: { filter: { _id: this.livingId(owner) } } },
      { updateMany: { filter: { _id: { $in: [...this.ids] }, owner }, update: { $set: { untilMs: 0 } } } },
    ]);
  }

  private async read(): Promise<Seen> {
    const documents = await this.leases
      .find({ $or: [{ _id: { $in: [...this.ids] } }, { of: this.context.name }] })
      .toArray();
    return {
      leases: documents.filter(({ of }) => of === undefined).map((document) => this.shardLease(document)),
      living: documents.filter(({ of }) => of !== undefined),
    };
  }

  private shardLease({ _id, owner, untilMs }: LeaseDocument): ShardLease {
    return { shard: this.ids.indexOf(_id), owner, untilMs };
  }

  /** Whether all was as it had been seen. */
  private async write({ owner, nowMs, untilMs }: Turn, { prolong, take }: Dealt): Promise<boolean> {
    const { name } = this.context;
    const _id = this.livingId(owner);
    const mine = { _id: { $in: this.idsOf(prolong) }, owner, untilMs: { $gt: nowMs } };
    const free = { _id: { $in: this.idsOf(take) }, untilMs: { $lte: nowMs } };
    const written = await this.leases.bulkWrite([
      { updateOne: { filter: { _id }, update: { $set: { of: name, owner, untilMs } }, upsert: true } },
      { updateMany: { filter: mine, update: { $set: { untilMs } } } },
      { updateMany: { filter: free, update: { $set: { owner, untilMs }, $inc: { fence: 1 } } } },
      { deleteMany: { filter: { of: name, untilMs: { $lte: nowMs } } } },
    ]);
    return written.matchedCount + written.upsertedCount === 1 + prolong.length + take.length;
  }

  private async prepare(): Promise<void> {
    if (this.prepared) return;
    const inserts = this.ids.map((_id) => ({
      updateOne: { filter: { _id }, update: { $setOnInsert: { owner: '', fence: 0, untilMs: 0 } }, upsert: true },
    }));
    await this.leases.bulkWrite(inserts, { ordered: false }).catch((error: unknown) => {
      // Two processes that start together may both insert; the second finds it done.
      if (!isDuplicate(error)) throw error;
    });
    this.prepared = true;
  }

  private idsOf(shards: readonly number[]): string[] {
    return shards.map((shard) => this.ids[shard] ?? '');
  }

  private livingId(owner: string): string {
    return `${this.context.name}-by-${owner}`;
  }

  private get leases(): mongo.Collection<LeaseDocument> {
    return this.context.leases;
  }
}

const heldBy = ({ untilMs }: Turn, { prolong, take, runOut }: Dealt, { leases }: Seen): HeldShards => {
  const until = new Map(leases.map((lease) => [lease.shard, lease.untilMs]));
  return new Map([
    ...[...prolong, ...take].map((shard) => [shard, { untilMs }] as const),
    ...runOut.map((shard) => [shard, { untilMs: until.get(shard) ?? 0 }] as const),
  ]);
};
