import type { ClinicKey } from '@aftercare/kernel';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { sessionOf } from '@aftercare/messaging';
import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Practitioners } from '../../application/ports.js';
import type { Practitioner } from '../../application/ports.js';

type PractitionerDocument = Omit<Practitioner, 'id'> & { readonly _id: string; readonly version: number };

const loaded = ({ _id, version, ...rest }: PractitionerDocument): Loaded<Practitioner> => ({
  state: { id: _id, ...rest },
  version,
});

/** Far above any clinic; a list this long is a mistake elsewhere. */
const MOST = 1000;

@Injectable()
export class MongoPractitioners extends Practitioners implements OnModuleInit {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.practitioners.createIndex({ clinicId: 1, name: 1, _id: 1 });
  }

  override async load({ clinicId, id }: ClinicKey, within: Transaction): Promise<Loaded<Practitioner> | undefined> {
    const found = await this.practitioners.findOne({ _id: id, clinicId }, { session: sessionOf(within) });
    return found === null ? undefined : loaded(found);
  }

  override save({ id, ...rest }: Practitioner, expectedVersion: number | undefined, writes: UnitOfWork): void {
    writes.put('practitioners', { clinicId: rest.clinicId, id }, rest, expectedVersion);
  }

  override async ofClinic(clinicId: string): Promise<readonly Practitioner[]> {
    const found = await this.practitioners.find({ clinicId }).sort({ name: 1, _id: 1 }).limit(MOST).toArray();
    return found.map((document) => loaded(document).state);
  }

  private get practitioners() {
    return this.collections.of<PractitionerDocument>('practitioners');
  }
}
