import { Injectable } from '@nestjs/common';
import { DeliverRow } from './deliver.js';
import { MergeRows } from './merge-rows.js';
import { RecordDelivery } from './record-delivery.js';
import { SettleRows } from './settle.js';

/** The steps that a slot is made of. */
@Injectable()
export class Calls {
  constructor(
    readonly merge: MergeRows,
    readonly deliver: DeliverRow,
    readonly settle: SettleRows,
    readonly record: RecordDelivery,
  ) {}
}
