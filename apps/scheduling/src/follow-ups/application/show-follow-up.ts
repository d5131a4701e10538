import { NotFoundError } from '@aftercare/kernel';
import type { ClinicKey, LocalDate } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { Clients } from '../../clients/application/ports.js';
import type { Client } from '../../clients/application/ports.js';
import { CadenceInputsOwner, CarePlans, emptyCarePlan, FollowUps, newestWindowOf } from './ports.js';
import type { CarePlan, ClientInputs, FollowUpRecord } from './ports.js';

/** Everything about the time between a client's visits that staff can see. */
export interface ShownFollowUp {
  readonly client: Client;
  readonly plan: FollowUpRecord['plan'];
  readonly carePlan: CarePlan;
  /** A rise of burden days that a practitioner may confirm: the end of its window. */
  readonly riseToConfirm: LocalDate | null;
  /** Undefined: outcomes was silent. */
  readonly inputs: ClientInputs | undefined;
}

@Injectable()
export class ShowFollowUp {
  constructor(
    private readonly clients: Clients,
    private readonly followUps: FollowUps,
    private readonly carePlans: CarePlans,
    private readonly owner: CadenceInputsOwner,
  ) {}

  async of(key: ClinicKey): Promise<ShownFollowUp> {
    const [[client], [record], carePlan, inputs] = await Promise.all([
      this.clients.many([key]),
      this.followUps.load([key]),
      this.carePlans.load(key),
      this.inputsOf(key),
    ]);
    if (client === undefined) throw new NotFoundError('there is no such client');
    const plan = record?.state.plan ?? null;
    const waits = plan?.reasons.some(({ code }) => code === 'BURDEN_ROSE_TO_CONFIRM') === true;
    return {
      client: client.state,
      plan,
      carePlan: carePlan?.state ?? emptyCarePlan(key.clinicId, key.id),
      riseToConfirm: waits && inputs !== undefined ? (newestWindowOf(inputs) ?? null) : null,
      inputs,
    };
  }

  /** A silent owner leaves a part out; the page stays. */
  private async inputsOf(key: ClinicKey): Promise<ClientInputs | undefined> {
    try {
      return (await this.owner.of([key]))[0];
    } catch {
      return undefined;
    }
  }
}
