import type { ClinicKey } from '@aftercare/kernel';
import { nameOf, sessionOf } from '@aftercare/messaging';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { ClientCipher, TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { CarePlans } from '../../application/ports.js';
import type { CarePlan } from '../../application/ports.js';

const COLLECTION = 'care_plans';
/** Binds the sealed words to their place. */
const REASON = 'intervalReason';

/** As stored: the reason of an interval is sealed with the client's key. */
type CarePlanDocument = CarePlan & { readonly _id: string; readonly version: number };

const keyOf = (plan: CarePlan): ClinicKey => ({ clinicId: plan.clinicId, id: plan.clientRef });

const withReason = (plan: CarePlan, reason: string | null): CarePlan =>
  plan.interval === null ? plan : { ...plan, interval: { ...plan.interval, reason } };

@Injectable()
export class MongoCarePlans extends CarePlans {
  constructor(
    private readonly collections: TenantCollections,
    private readonly cipher: ClientCipher,
  ) {
    super();
  }

  override async plain(clients: readonly ClinicKey[], within: Transaction): Promise<readonly Loaded<CarePlan>[]> {
    return (await this.find(clients, within)).map(({ state, version }) => ({
      state: withReason(state, null),
      version,
    }));
  }

  override async load(client: ClinicKey, within?: Transaction): Promise<Loaded<CarePlan> | undefined> {
    const [found] = await this.find([client], within);
    const sealed = found?.state.interval?.reason;
    if (found === undefined || sealed === undefined || sealed === null) return found;
    const reason = await this.cipher.open(client, REASON, sealed);
    return { ...found, state: withReason(found.state, reason) };
  }

  override async save(plan: CarePlan, expectedVersion: number | undefined, writes: UnitOfWork): Promise<void> {
    const key = keyOf(plan);
    const reason = plan.interval?.reason ?? null;
    const sealed = reason === null ? null : await this.cipher.seal(key, REASON, reason);
    writes.put(COLLECTION, key, withReason(plan, sealed), expectedVersion);
  }

  private async find(clients: readonly ClinicKey[], within?: Transaction): Promise<readonly Loaded<CarePlan>[]> {
    const wanted = new Set(clients.map(nameOf));
    const found = await this.collections
      .of<CarePlanDocument>(COLLECTION)
      .find(
        {
          clinicId: { $in: [...new Set(clients.map(({ clinicId }) => clinicId))] },
          _id: { $in: clients.map(({ id }) => id) },
        },
        within === undefined ? {} : { session: sessionOf(within) },
      )
      .toArray();
    // The filter mixes ids and clinics.
    return found
      .map(({ _id, version, ...state }) => ({ state, version }))
      .filter(({ state }) => wanted.has(nameOf(keyOf(state))));
  }
}
