import type { ClinicKey } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { Clinics } from '../../clinics/application/ports.js';
import { Clients } from './ports.js';
import type { PlainClient } from './ports.js';

/** A client's record with the zone whose days count for them: their own, or the clinic's where nobody has said where they live. */
@Injectable()
export class ClientHomes {
  constructor(
    private readonly clients: Clients,
    private readonly clinics: Clinics,
  ) {}

  async of(key: ClinicKey): Promise<{ readonly client: PlainClient; readonly zone: string } | undefined> {
    const [client] = await this.clients.plain([key]);
    if (client === undefined) return undefined;
    if (client.zone !== null) return { client, zone: client.zone };
    const [clinic] = await this.clinics.many([key.clinicId]);
    return clinic === undefined ? undefined : { client, zone: clinic.state.zone };
  }
}
