import { sessionOf, type Loaded, type Transaction, type UnitOfWork } from '@aftercare/messaging';
import { compact, TenantCollections } from '@aftercare/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LicenceStore, type Licences } from '../../application/ports.js';

interface LicenceDocument {
  readonly _id: string;
  readonly clinicId: string;
  readonly version: number;
  readonly state: Licences;
  readonly followAt?: Date;
}

const LICENCES = 'licences';

@Injectable()
export class MongoLicenceStore extends LicenceStore implements OnModuleInit {
  override saves = 0;

  constructor(private readonly collections: TenantCollections) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.licences.createIndex({ followAt: 1 }, { partialFilterExpression: { followAt: { $exists: true } } });
  }

  override async load(clinicId: string, within?: Transaction): Promise<Loaded<Licences> | undefined> {
    const options = within === undefined ? {} : { session: sessionOf(within) };
    const found = await this.licences.findOne({ _id: clinicId, clinicId }, options);
    return found === null ? undefined : { state: found.state, version: found.version };
  }

  override async many(clinicIds: readonly string[]): Promise<readonly Licences[]> {
    if (clinicIds.length === 0) return [];
    const found = await this.licences.find({ clinicId: { $in: [...clinicIds] } }).toArray();
    return found.map(({ state }) => state);
  }

  override save(licences: Licences, expectedVersion: number | undefined, writes: UnitOfWork): void {
    this.saves += 1;
    const { clinicId, followAt } = licences;
    const document = compact({ state: licences, ...(followAt === undefined ? {} : { followAt }) });
    writes.put(LICENCES, { clinicId, id: clinicId }, document, expectedVersion);
  }

  override async due(now: Date): Promise<readonly string[]> {
    const found = await this.dueWork.find({ followAt: { $lte: now } }).toArray();
    return found.map(({ clinicId }) => clinicId);
  }

  override async nextDue(): Promise<Date | undefined> {
    const first = await this.dueWork
      .find({ followAt: { $exists: true } })
      .sort({ followAt: 1 })
      .limit(1)
      .next();
    return first?.followAt;
  }

  private get licences() {
    return this.collections.of<LicenceDocument>(LICENCES);
  }

  private get dueWork() {
    return this.collections.system<LicenceDocument>(LICENCES, 'due-work');
  }
}
