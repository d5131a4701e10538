import type { mongo } from 'mongoose';
import { DeadLetters } from '../runtime/redrive.js';
import type { DeadLetter, ParkCause } from '../store/rows.js';

export class MongoDeadLetters extends DeadLetters {
  constructor(private readonly db: mongo.Db) {
    super();
  }

  override asked(groups: readonly string[]): Promise<readonly DeadLetter[]> {
    return this.find({ group: { $in: [...groups] }, state: 'asked' });
  }

  override async areParked(groups: readonly string[]): Promise<boolean> {
    const filter = { group: { $in: [...groups] }, state: 'parked' } as const;
    return (await this.letters.findOne(filter, { projection: { _id: 1 } })) !== null;
  }

  override async failed(id: string, cause: ParkCause): Promise<void> {
    await this.letters.updateOne({ _id: id, state: 'asked' }, { $set: { state: 'parked', cause } });
  }

  /** Those of a service that are not settled, oldest first. */
  open(): Promise<readonly DeadLetter[]> {
    return this.find({ state: { $in: ['parked', 'asked'] } });
  }

  async get(id: string): Promise<DeadLetter | undefined> {
    return (await this.letters.findOne({ _id: id }, { promoteBuffers: true })) ?? undefined;
  }

  /** Answers false when it is not parked. */
  async move(id: string, state: 'asked' | 'dropped'): Promise<boolean> {
    const moved = await this.letters.updateOne({ _id: id, state: 'parked' }, { $set: { state } });
    return moved.matchedCount === 1;
  }

  private find(filter: mongo.Filter<DeadLetter>): Promise<readonly DeadLetter[]> {
    return this.letters.find(filter, { promoteBuffers: true, sort: { parkedAt: 1, _id: 1 }, limit: 1000 }).toArray();
  }

  private get letters(): mongo.Collection<DeadLetter> {
    return this.db.collection<DeadLetter>('dead_letters');
  }
}
