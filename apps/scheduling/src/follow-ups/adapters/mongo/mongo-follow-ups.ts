import type { ClinicKey } from '@aftercare/kernel';
import { nameOf, sessionOf } from '@aftercare/messaging';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { FollowUps } from '../../application/ports.js';
import type { FollowUp } from '../../domain/follow-up.js';

type FollowUpDocument = FollowUp & { readonly _id: string; readonly version: number };

@Injectable()
export class MongoFollowUps extends FollowUps {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  override async load(clients: readonly ClinicKey[], within: Transaction): Promise<readonly Loaded<FollowUp>[]> {
    const clinics = [...new Set(clients.map(({ clinicId }) => clinicId))];
    const wanted = new Set(clients.map(nameOf));
    const found = await this.collections
      .of<FollowUpDocument>('follow_ups')
      .find({ clinicId: { $in: clinics }, _id: { $in: clients.map(({ id }) => id) } }, { session: sessionOf(within) })
      .toArray();
    // The filter mixes ids and clinics.
    return found
      .filter(({ _id, clinicId }) => wanted.has(nameOf({ clinicId, id: _id })))
      .map(({ _id, version, ...state }) => ({ state, version }));
  }

  override save(followUp: FollowUp, expectedVersion: number | undefined, writes: UnitOfWork): void {
    writes.put('follow_ups', { clinicId: followUp.clinicId, id: followUp.clientRef }, followUp, expectedVersion);
  }
}
