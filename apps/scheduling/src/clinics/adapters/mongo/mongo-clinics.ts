import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { sessionOf } from '@aftercare/messaging';
import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { Clinics } from '../../application/ports.js';
import type { Clinic } from '../../application/ports.js';

/** As stored: `_id` is the clinic's id. */
type ClinicDocument = Clinic & { readonly _id: string; readonly version: number };

/** Clinics of before the setting have no region yet. */
const loaded = ({ _id, version, ...state }: ClinicDocument): Loaded<Clinic> => ({
  state: { ...state, holidayRegion: stored(state.holidayRegion) },
  version,
});
const stored = (region: string | null | undefined): string | null => region ?? null;

@Injectable()
export class MongoClinics extends Clinics {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  override async many(clinicIds: readonly string[]): Promise<readonly Loaded<Clinic>[]> {
    const found = await this.clinics.find({ clinicId: { $in: [...clinicIds] } }).toArray();
    return found.map(loaded);
  }

  override async load(clinicId: string, within: Transaction): Promise<Loaded<Clinic> | undefined> {
    const found = await this.clinics.findOne({ _id: clinicId, clinicId }, { session: sessionOf(within) });
    return found === null ? undefined : loaded(found);
  }

  override save(clinic: Clinic, expectedVersion: number | undefined, writes: UnitOfWork): void {
    writes.put('clinics', { clinicId: clinic.clinicId, id: clinic.clinicId }, clinic, expectedVersion);
  }

  override async hasOpenBookings(clinicId: string, within: Transaction): Promise<boolean> {
    const bookings = this.collections.of('bookings');
    return (
      (await bookings.findOne(
        { clinicId, state: 'booked' },
        { session: sessionOf(within), projection: { _id: 1 } },
      )) !== null
    );
  }

  private get clinics() {
    return this.collections.of<ClinicDocument>('clinics');
  }
}
