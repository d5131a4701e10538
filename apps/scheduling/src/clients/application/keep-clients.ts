import { clientChangedV1 } from '@aftercare/contracts';
import { Clock, InvalidInputError, NotFoundError } from '@aftercare/kernel';
import type { ClinicKey } from '@aftercare/kernel';
import { say, Transactions } from '@aftercare/messaging';
import type { Cause, Loaded, UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { Clinics } from '../../clinics/application/ports.js';
import type { Clinic } from '../../clinics/application/ports.js';
import { changeClient, normaliseEmail, registerClient } from '../domain/client.js';
import type { Client, ClientDetails } from '../domain/client.js';
import { Clients, PhoneNumbers } from './ports.js';

/** Details as typed: the phone not yet normalised, the locale the clinic's unless given. */
export type ClientEntry = Pick<ClientDetails, 'firstName' | 'lastName'> & Partial<ClientDetails>;

/** Registers clients and changes their records. */
@Injectable()
export class KeepClients {
  constructor(
    private readonly transactions: Transactions,
    private readonly clients: Clients,
    private readonly clinics: Clinics,
    private readonly phones: PhoneNumbers,
    private readonly clock: Clock,
  ) {}

  /** The ref is the same for every repetition of one request, so that it makes one record. */
  register(key: ClinicKey, entry: ClientEntry, cause?: Cause): Promise<Loaded<Client>> {
    return this.transactions.run(async (work) => {
      const made = await this.clients.load(key, work.within);
      if (made !== undefined) return made;
      const clinic = await this.clinicOf(key.clinicId, work);
      const details = { locale: clinic.locale, ...this.tidy(entry, clinic) };
      return this.keep(
        registerClient({ ref: key.id, clinicId: key.clinicId }, details, this.clock.now()),
        undefined,
        work,
      );
    }, cause);
  }

  change(key: ClinicKey, patch: Partial<ClientEntry>, cause?: Cause): Promise<Loaded<Client>> {
    return this.transactions.run(async (work) => {
      const loaded = await this.clients.load(key, work.within);
      if (loaded === undefined) throw new NotFoundError('there is no such client');
      const clinic = await this.clinicOf(key.clinicId, work);
      return this.keep(changeClient(loaded.state, this.tidy(patch, clinic), this.clock.now()), loaded.version, work);
    }, cause);
  }

  private async keep(client: Client, expectedVersion: number | undefined, work: UseCaseWork): Promise<Loaded<Client>> {
    const version = (expectedVersion ?? 0) + 1;
    await this.clients.save(client, expectedVersion, work.writes);
    work.say(say(clientChangedV1, client.clinicId, { clientRef: client.ref, version }), version);
    return { state: client, version };
  }

  private async clinicOf(clinicId: string, work: UseCaseWork): Promise<Clinic> {
    const loaded = await this.clinics.load(clinicId, work.within);
    if (loaded === undefined) throw new NotFoundError('this clinic has no settings yet');
    return loaded.state;
  }

  private tidy<T extends Partial<ClientEntry>>(entry: T, clinic: Clinic): T {
    return {
      ...entry,
      ...(typeof entry.email === 'string' ? { email: normaliseEmail(entry.email) } : {}),
      ...(typeof entry.phone === 'string' ? { phone: this.e164(entry.phone, clinic.country) } : {}),
    };
  }

  private e164(text: string, country: string): string {
    const phone = this.phones.normalise(text, country);
    if (phone === undefined)
      throw new InvalidInputError('the phone number cannot be dialled', [
        { field: 'phone', message: 'is not a phone number' },
      ]);
    return phone;
  }
}
