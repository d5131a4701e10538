import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { AllClinics } from '../../application/all-clinics.js';
import type { ClinicPlace } from '../../application/all-clinics.js';
import { CLINIC_RULES } from './clinic-document.js';
import type { ClinicDocument } from './clinic-document.js';

@Injectable()
export class MongoAllClinics extends AllClinics {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  override async all(): Promise<readonly ClinicPlace[]> {
    const found = await this.collections
      .system<ClinicDocument>(CLINIC_RULES, 'sign-in')
      .find({}, { projection: { country: 1 } })
      .toArray();
    return found.map(({ _id, country }) => ({ clinicId: _id, country }));
  }
}
