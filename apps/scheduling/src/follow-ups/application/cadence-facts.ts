import type { ClinicKey } from '@aftercare/kernel';
import { nameOf } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { Catalogues } from '../../catalogue/application/ports.js';
import type { Catalogue } from '../../catalogue/application/ports.js';
import { Clinics } from '../../clinics/application/ports.js';
import type { Clinic } from '../../clinics/application/ports.js';
import { CadenceInputsOwner, FollowUps } from './ports.js';
import type { ClientInputs } from './ports.js';

/** What a clinic decided, read before the transaction. */
export interface CadenceHouse {
  readonly clinic: Clinic;
  readonly catalogue: Catalogue | undefined;
}

/** What was asked for a client, and the version of the record as it was before it was asked. */
export interface AskedInputs {
  /** Undefined: nobody was asked, because there was no session to plan after. */
  readonly inputs: ClientInputs | undefined;
  readonly seen: number;
}

export interface CadenceFacts {
  /** Of the clinics whose clients were asked about. */
  readonly houses: ReadonlyMap<string, CadenceHouse>;
  readonly asked: ReadonlyMap<string, AskedInputs>;
}

/** Everything that a decision rests on and that is not read inside its transaction. */
@Injectable()
export class CadenceFactsReader {
  constructor(
    private readonly clinics: Clinics,
    private readonly catalogues: Catalogues,
    private readonly followUps: FollowUps,
    private readonly owner: CadenceInputsOwner,
  ) {}

  /** `hadSession`: clients of whom a session is told just now; of the others only those with a plan are asked about. */
  async of(clients: readonly ClinicKey[], hadSession: ReadonlySet<string>): Promise<CadenceFacts> {
    const keys = [...new Map(clients.map((key) => [nameOf(key), key])).values()];
    const asked = await this.asked(keys, hadSession);
    const wanted = keys.filter((key) => asked.get(nameOf(key))?.inputs !== undefined);
    return { houses: await this.houses(wanted), asked };
  }

  private async houses(clients: readonly ClinicKey[]): Promise<ReadonlyMap<string, CadenceHouse>> {
    const ids = [...new Set(clients.map(({ clinicId }) => clinicId))];
    if (ids.length === 0) return new Map();
    const [clinics, catalogues] = await Promise.all([this.clinics.many(ids), this.catalogues.many(ids)]);
    const byClinic = new Map(catalogues.map((catalogue) => [catalogue.clinicId, catalogue]));
    return new Map(
      clinics.map(({ state }) => [state.clinicId, { clinic: state, catalogue: byClinic.get(state.clinicId) }]),
    );
  }

  /** The versions first: an answer is at least as new as they are. */
  private async asked(
    clients: readonly ClinicKey[],
    hadSession: ReadonlySet<string>,
  ): Promise<ReadonlyMap<string, AskedInputs>> {
    const records = new Map((await this.followUps.load(clients)).map((one) => [nameOf(keyOf(one.state)), one]));
    const wanted = clients.filter((key) => {
      const name = nameOf(key);
      return hadSession.has(name) || (records.get(name)?.state.plan ?? null) !== null;
    });
    const answers = wanted.length === 0 ? [] : await this.owner.of(wanted);
    const inputs = new Map(answers.map((one) => [nameOf(keyOf(one)), one]));
    return new Map(
      clients.map(nameOf).map((name) => [name, { inputs: inputs.get(name), seen: records.get(name)?.version ?? 0 }]),
    );
  }
}

const keyOf = (of: { readonly clinicId: string; readonly clientRef: string }): ClinicKey => ({
  clinicId: of.clinicId,
  id: of.clientRef,
});
