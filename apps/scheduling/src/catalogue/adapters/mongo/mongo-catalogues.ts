import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { sessionOf } from '@aftercare/messaging';
import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { Catalogues } from '../../application/ports.js';
import type { Catalogue } from '../../application/ports.js';

type CatalogueDocument = Catalogue & { readonly _id: string; readonly version: number };

const loaded = ({ _id, version, ...state }: CatalogueDocument): Loaded<Catalogue> => ({ state, version });

@Injectable()
export class MongoCatalogues extends Catalogues {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  override async many(clinicIds: readonly string[]): Promise<readonly Catalogue[]> {
    const found = await this.catalogues.find({ clinicId: { $in: [...clinicIds] } }).toArray();
    return found.map((document) => loaded(document).state);
  }

  override async load(clinicId: string, within: Transaction): Promise<Loaded<Catalogue> | undefined> {
    const found = await this.catalogues.findOne({ _id: clinicId, clinicId }, { session: sessionOf(within) });
    return found === null ? undefined : loaded(found);
  }

  override save(catalogue: Catalogue, expectedVersion: number | undefined, writes: UnitOfWork): void {
    writes.put('catalogues', { clinicId: catalogue.clinicId, id: catalogue.clinicId }, catalogue, expectedVersion);
  }

  private get catalogues() {
    return this.collections.of<CatalogueDocument>('catalogues');
  }
}
