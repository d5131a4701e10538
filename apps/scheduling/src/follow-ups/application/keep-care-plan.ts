import { careplanChangedV1 } from '@aftercare/contracts';
import { Clock, DomainError, NotFoundError } from '@aftercare/kernel';
import type { ClinicKey, LocalDate } from '@aftercare/kernel';
import { say, Transactions } from '@aftercare/messaging';
import type { Cause, Loaded } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { Clients } from '../../clients/application/ports.js';
import { changeCarePlan } from '../domain/care-plan.js';
import { CadenceInputsOwner, CarePlans, emptyCarePlan, newestWindowOf } from './ports.js';
import type { CarePlan, CarePlanChange } from './ports.js';

/** The rise that somebody wants to confirm is not the newest one, or there is none. */
export class RiseNotFoundError extends DomainError {
  override readonly code = 'RISE_NOT_FOUND';
}

/** Whose plan is settled, and the account that does it. */
export interface Settling {
  readonly client: ClinicKey;
  readonly by: string;
}

/** Changes what is settled about the time between a client's visits; the plan follows what is said about it. */
@Injectable()
export class KeepCarePlan {
  constructor(
    private readonly transactions: Transactions,
    private readonly carePlans: CarePlans,
    private readonly clients: Clients,
    private readonly owner: CadenceInputsOwner,
    private readonly clock: Clock,
  ) {}

  change({ client, by }: Settling, change: CarePlanChange, cause?: Cause): Promise<Loaded<CarePlan>> {
    return this.transactions.run(async (work) => {
      const [known] = await this.clients.plain([client], work.within);
      if (known === undefined) throw new NotFoundError('there is no such client');
      const loaded = await this.carePlans.load(client, work.within);
      const before = loaded?.state ?? emptyCarePlan(client.clinicId, client.id);
      const plan = changeCarePlan(before, change, { by, at: this.clock.now() });
      const version = (loaded?.version ?? 0) + 1;
      await this.carePlans.save(plan, loaded?.version, work.writes);
      work.say(say(careplanChangedV1, client.clinicId, { clientRef: client.id, version }), version);
      return { state: plan, version };
    }, cause);
  }

  /** Only the rise that stands there now can be confirmed, so that an old page confirms nothing new. */
  async confirmRise({ client, by }: Settling, windowEndsOn: LocalDate, cause?: Cause): Promise<Loaded<CarePlan>> {
    // Of somebody at another clinic nobody is asked.
    if ((await this.clients.plain([client])).length === 0) throw new NotFoundError('there is no such client');
    const [inputs] = await this.owner.of([client]);
    if (inputs === undefined || newestWindowOf(inputs) !== windowEndsOn)
      throw new RiseNotFoundError('the newest window is another one now');
    return this.change({ client, by }, { what: 'rise-confirmed', windowEndsOn }, cause);
  }
}
