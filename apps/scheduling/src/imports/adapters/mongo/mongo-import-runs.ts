import type { UnitOfWork } from '@aftercare/messaging';
import { cursorFrom, pageOf, TenantCollections } from '@aftercare/platform';
import type { Page } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { ImportRuns } from '../../application/ports.js';
import type { ImportRun } from '../../application/ports.js';

type RunDocument = Omit<ImportRun, 'id'> & { readonly _id: string };

@Injectable()
export class MongoImportRuns extends ImportRuns {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  override record({ id, ...rest }: ImportRun, writes: UnitOfWork): void {
    writes.put('import_runs', { clinicId: rest.clinicId, id }, rest, undefined);
  }

  /** Newest first. */
  async list(
    clinicId: string,
    { limit, after }: { readonly limit: number; readonly after?: string | undefined },
  ): Promise<Page<ImportRun>> {
    const [at, id] = (cursorFrom(after) ?? '').split(' ');
    const place =
      at === undefined || id === undefined
        ? []
        : [{ $or: [{ at: { $lt: new Date(at) } }, { at: new Date(at), _id: { $lt: id } }] }];
    const found = await this.collections
      .of<RunDocument>('import_runs')
      .find({ $and: [{ clinicId }, ...place] })
      .sort({ at: -1, _id: -1 })
      .limit(limit + 1)
      .toArray();
    const runs = found.map(({ _id, clinicId: clinic, format, at: when, totals }) => ({
      id: _id,
      clinicId: clinic,
      format,
      at: when,
      totals,
    }));
    return pageOf(runs, limit, (run) => `${run.at.toISOString()} ${run.id}`);
  }
}
