import { NotFoundError } from '@aftercare/kernel';
import { Transactions } from '@aftercare/messaging';
import type { UnitOfWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { ClinicStarter } from '../../clinics/application/ports.js';
import { addTechnique, changeTechnique, startCatalogue } from '../domain/technique.js';
import type { Catalogue, TechniqueChange } from '../domain/technique.js';
import { Catalogues } from './ports.js';

/** Gives a new clinic the catalogue's start values, in the transaction that makes the clinic. */
@Injectable()
export class StartCatalogue extends ClinicStarter {
  constructor(private readonly catalogues: Catalogues) {
    super();
  }

  override start(clinicId: string, writes: UnitOfWork): void {
    this.catalogues.save(startCatalogue(clinicId), undefined, writes);
  }
}

/** Adds and changes techniques. */
@Injectable()
export class EditCatalogue {
  constructor(
    private readonly transactions: Transactions,
    private readonly catalogues: Catalogues,
  ) {}

  change(clinicId: string, change: TechniqueChange): Promise<Catalogue> {
    return this.edit(clinicId, (catalogue) => changeTechnique(catalogue, change));
  }

  add(clinicId: string, added: Parameters<typeof addTechnique>[1]): Promise<Catalogue> {
    return this.edit(clinicId, (catalogue) => addTechnique(catalogue, added));
  }

  private edit(clinicId: string, change: (catalogue: Catalogue) => Catalogue): Promise<Catalogue> {
    return this.transactions.run(async ({ within, writes }) => {
      const loaded = await this.catalogues.load(clinicId, within);
      if (loaded === undefined) throw new NotFoundError('this clinic has no catalogue');
      const next = change(loaded.state);
      this.catalogues.save(next, loaded.version, writes);
      return next;
    });
  }
}
