import { sessionOf, type Loaded, type Transaction, type UnitOfWork } from '@aftercare/messaging';
import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { ShownPeriodsStore, type ShownPeriods } from '../../application/ports.js';

interface ShownDocument {
  readonly _id: string;
  readonly clinicId: string;
  readonly version: number;
  readonly shown: ShownPeriods;
}

@Injectable()
export class MongoShownPeriods extends ShownPeriodsStore {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  override async load(clinicId: string, within?: Transaction): Promise<Loaded<ShownPeriods> | undefined> {
    const found = await this.collections
      .of<ShownDocument>('shown_reports')
      .findOne({ _id: clinicId, clinicId }, within === undefined ? {} : { session: sessionOf(within) });
    return found === null ? undefined : { state: found.shown, version: found.version };
  }

  override save(shown: ShownPeriods, expectedVersion: number | undefined, writes: UnitOfWork): void {
    const { clinicId } = shown;
    writes.put('shown_reports', { clinicId, id: clinicId }, { shown }, expectedVersion);
  }
}
