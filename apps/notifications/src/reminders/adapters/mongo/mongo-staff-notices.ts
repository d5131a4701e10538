import type { ClinicKey } from '@aftercare/kernel';
import { nameOf, sessionOf } from '@aftercare/messaging';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { anyOf, TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { StaffNotices } from '../../application/sending/staff-notices.js';
import type { StaffNotice } from '../../application/sending/staff-notices.js';

interface NoticeDocument extends Omit<StaffNotice, 'id'>, mongo.Document {
  readonly _id: string;
  readonly version: number;
  readonly isTold: boolean;
}

const NOTICES = 'staff_notices';
const UNTOLD = { isTold: false };
const noticeOf = ({ _id, clinicId, what, at }: NoticeDocument): StaffNotice => ({ id: _id, clinicId, what, at });

@Injectable()
export class MongoStaffNotices extends StaffNotices implements OnModuleInit {
  override saves = 0;

  constructor(private readonly collections: TenantCollections) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.notices.createIndex({ isTold: 1, at: 1 }, { partialFilterExpression: UNTOLD });
  }

  override async raise(
    notice: StaffNotice,
    { within, writes }: { readonly within: Transaction; readonly writes: UnitOfWork },
  ): Promise<void> {
    const { clinicId, id } = notice;
    const known = await this.notices.findOne({ _id: id, clinicId }, { session: sessionOf(within) });
    if (known === null) this.write(notice, writes);
  }

  override async many(
    keys: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<StaffNotice>>> {
    if (keys.length === 0) return new Map();
    const found = await this.notices.find(anyOf(keys, '_id'), { session: sessionOf(within) }).toArray();
    const states = found.map((document) => ({ state: noticeOf(document), version: document.version }));
    return new Map(states.map((one) => [nameOf(one.state), one]));
  }

  override write({ id, ...notice }: StaffNotice, writes: UnitOfWork): void {
    this.saves += 1;
    writes.put(NOTICES, { clinicId: notice.clinicId, id }, { ...notice, isTold: false }, undefined);
  }

  override async untold(): Promise<readonly StaffNotice[]> {
    return (await this.all.find(UNTOLD).toArray()).map(noticeOf);
  }

  override async firstUntold(): Promise<Date | undefined> {
    const [first] = await this.all.find(UNTOLD).sort({ at: 1 }).limit(1).toArray();
    return first?.at;
  }

  override async tell({ clinicId, id }: StaffNotice): Promise<boolean> {
    this.saves += 1;
    const told = await this.notices.updateOne(
      { _id: id, clinicId, isTold: false },
      { $set: { isTold: true } },
      { writeConcern: { w: 'majority' } },
    );
    return told.modifiedCount === 1;
  }

  private get notices() {
    return this.collections.of<NoticeDocument>(NOTICES);
  }

  private get all() {
    return this.collections.system<NoticeDocument>(NOTICES, 'due-work');
  }
}
