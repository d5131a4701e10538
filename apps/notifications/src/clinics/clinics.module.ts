import { Module } from '@nestjs/common';
import { SchedulingClinics } from './adapters/http/scheduling-clinics.js';
import { MongoClinicStore } from './adapters/mongo/mongo-clinic.store.js';
import { MongoAllClinics } from './adapters/mongo/mongo-all-clinics.js';
import { AllClinics } from './application/all-clinics.js';
import { ClinicOwner, ClinicStore } from './application/clinic-directory.js';
import { FollowClinics } from './application/follow-clinics.js';
import { KnownClinics } from './application/known-clinics.js';
import { Clinics } from './application/ports.js';

@Module({
  providers: [
    { provide: ClinicOwner, useClass: SchedulingClinics },
    { provide: ClinicStore, useClass: MongoClinicStore },
    { provide: AllClinics, useClass: MongoAllClinics },
    KnownClinics,
    { provide: Clinics, useExisting: KnownClinics },
    FollowClinics,
  ],
  exports: [Clinics, KnownClinics, AllClinics, ClinicStore],
})
export class ClinicsModule {}
