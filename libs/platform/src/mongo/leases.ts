import type { MachineTime } from '@aftercare/kernel';
import type { Connection, mongo } from 'mongoose';
import { isDuplicateKey } from './duplicate-key.js';

/** A held lease. Its fence rises with every change of hands, so a write that carries an old one can be refused. */
export interface Lease {
  readonly name: string;
  readonly owner: string;
  readonly fence: number;
  /** Machine time at which it ends. */
  readonly untilMs: number;
}

interface LeaseDocument extends mongo.Document {
  readonly _id: string;
  readonly owner: string;
  readonly fence: number;
  readonly untilMs: number;
}

const leaseOf = (document: LeaseDocument): Lease => ({
  name: document._id,
  owner: document.owner,
  fence: document.fence,
  untilMs: document.untilMs,
});

/** Who alone may work something, in the service's own database, by machine time. */
export class Leases {
  private readonly collection: mongo.Collection<LeaseDocument>;

  constructor(
    connection: Connection,
    private readonly machine: MachineTime,
  ) {
    this.collection = connection.getClient().db(connection.name).collection<LeaseDocument>('leases');
  }

  /** Takes a lease that is free, run out or already the owner's (with a new fence); undefined while another holds it. */
  async acquire(name: string, owner: string, ttlMs: number): Promise<Lease | undefined> {
    const now = this.machine.nowMs();
    try {
      const taken = await this.collection.findOneAndUpdate(
        { _id: name, $or: [{ untilMs: { $lte: now } }, { owner }] },
        { $set: { owner, untilMs: now + ttlMs }, $inc: { fence: 1 } },
        { upsert: true, returnDocument: 'after' },
      );
      return taken === null ? undefined : leaseOf(taken);
    } catch (error) {
      // The upsert found the name taken by somebody else.
      if (isDuplicateKey(error)) return undefined;
      throw error;
    }
  }

  /** Prolongs a lease that is still this holder's and has not run out; undefined when it is lost. */
  async renew(lease: Lease, ttlMs: number): Promise<Lease | undefined> {
    const now = this.machine.nowMs();
    const kept = await this.collection.findOneAndUpdate(
      { _id: lease.name, owner: lease.owner, fence: lease.fence, untilMs: { $gt: now } },
      { $set: { untilMs: now + ttlMs } },
      { returnDocument: 'after' },
    );
    return kept === null ? undefined : leaseOf(kept);
  }

  /** Hands a lease back early; without effect when it is lost already. */
  async release(lease: Lease): Promise<void> {
    await this.collection.updateOne(
      { _id: lease.name, owner: lease.owner, fence: lease.fence },
      { $set: { untilMs: 0 } },
    );
  }
}
