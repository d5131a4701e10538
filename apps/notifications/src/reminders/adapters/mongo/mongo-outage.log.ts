import { isDuplicateKey, TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { OutageLog } from '../../application/sending/outage-log.js';
import type { Outage } from '../../application/sending/outage-log.js';
import type { Channel } from '../../domain/reminder.js';

/** The last outage of a clinic and channel. */
interface OutageDocument extends Outage, mongo.Document {
  readonly _id: string;
  readonly isOpen: boolean;
  readonly isTold: boolean;
  readonly endedAt?: Date;
}

const OUTAGES = 'outages';
const idOf = ({ clinicId, channel }: Pick<Outage, 'clinicId' | 'channel'>): string => `${clinicId}/${channel}`;
const outageOf = ({ clinicId, channel, since }: OutageDocument): Outage => ({ clinicId, channel, since });
const DURABLE = { writeConcern: { w: 'majority' as const } };

@Injectable()
export class MongoOutageLog extends OutageLog implements OnModuleInit {
  override saves = 0;

  constructor(private readonly collections: TenantCollections) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.outages.createIndex({ isOpen: 1, isTold: 1, since: 1 }, { partialFilterExpression: { isOpen: true } });
  }

  override async begin(outage: Outage): Promise<void> {
    this.saves += 1;
    const { clinicId, since } = outage;
    const fresh = { since, isOpen: true, isTold: false };
    const again = await this.outages.updateOne(
      { _id: idOf(outage), clinicId, isOpen: false },
      { $set: fresh, $unset: { endedAt: true as const } },
    );
    if (again.matchedCount > 0) return;
    try {
      await this.outages.insertOne({ _id: idOf(outage), ...outage, ...fresh });
    } catch (error) {
      // It goes on already.
      if (!isDuplicateKey(error)) throw error;
    }
  }

  override async end(channel: Channel, at: Date): Promise<void> {
    this.saves += 1;
    await this.all('sweep').updateMany({ isOpen: true, channel }, { $set: { isOpen: false, endedAt: at } });
  }

  override async untold(since: Date): Promise<readonly Outage[]> {
    const found = this.all('due-work').find({ isOpen: true, isTold: false, since: { $lte: since } });
    return (await found.toArray()).map(outageOf);
  }

  override async firstUntold(): Promise<Date | undefined> {
    const [first] = await this.all('due-work')
      .find({ isOpen: true, isTold: false })
      .sort({ since: 1 })
      .limit(1)
      .toArray();
    return first?.since;
  }

  override async tell(outage: Outage): Promise<boolean> {
    this.saves += 1;
    const { clinicId, since } = outage;
    const told = await this.outages.updateOne(
      { _id: idOf(outage), clinicId, since, isOpen: true, isTold: false },
      { $set: { isTold: true } },
      DURABLE,
    );
    return told.modifiedCount === 1;
  }

  override async of(clinicId: string): Promise<readonly Outage[]> {
    return (await this.outages.find({ clinicId, isOpen: true }).toArray()).map(outageOf);
  }

  private get outages() {
    return this.collections.of<OutageDocument>(OUTAGES);
  }

  private all(query: 'sweep' | 'due-work') {
    return this.collections.system<OutageDocument>(OUTAGES, query);
  }
}
