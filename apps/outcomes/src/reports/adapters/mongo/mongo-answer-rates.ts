import { sessionOf, type Loaded, type Transaction, type UnitOfWork } from '@aftercare/messaging';
import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { AnswerRateStore, type AnswerRate } from '../../application/ports.js';

interface RateDocument {
  readonly _id: string;
  readonly clinicId: string;
  readonly version: number;
  readonly rate: AnswerRate;
}

@Injectable()
export class MongoAnswerRates extends AnswerRateStore {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  override async load(clinicId: string, within?: Transaction): Promise<Loaded<AnswerRate> | undefined> {
    const found = await this.collections
      .of<RateDocument>('answer_rates')
      .findOne({ _id: clinicId, clinicId }, within === undefined ? {} : { session: sessionOf(within) });
    return found === null ? undefined : { state: found.rate, version: found.version };
  }

  override save(rate: AnswerRate, expectedVersion: number | undefined, writes: UnitOfWork): void {
    const { clinicId } = rate;
    writes.put('answer_rates', { clinicId, id: clinicId }, { rate }, expectedVersion);
  }
}
