import { hashId } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { AllClinics } from '../../clinics/application/all-clinics.js';
import type { ClinicPlace } from '../../clinics/application/all-clinics.js';
import { AddressSearch } from '../../contacts/application/address-search.js';
import type { ClinicAddress } from '../../contacts/application/address-search.js';
import { readAddress } from '../domain/typed-address.js';
import type { TypedAddress } from '../domain/typed-address.js';
import { OweLink } from './owe-link.js';
import { PhoneNumbers } from './ports.js';

/** Hears a wish for a link from whoever typed an address: one message per clinic that has it, over the channel that was typed. */
@Injectable()
export class AskForLink {
  constructor(
    private readonly clinics: AllClinics,
    private readonly search: AddressSearch,
    private readonly numbers: PhoneNumbers,
    private readonly owe: OweLink,
  ) {}

  async execute(asked: { readonly address: string; readonly returnTo: string }): Promise<void> {
    const typed = readAddress(asked.address);
    if (typed === undefined) return;
    const addresses = this.addressesAt(await this.clinics.all(), typed);
    const clients = await this.search.clientsWith(addresses);
    for (const address of addresses) {
      const { clinicId, channel } = address;
      const clientRefs = clients.filter((client) => client.clinicId === clinicId).map(({ clientRef }) => clientRef);
      if (clientRefs.length === 0) continue;
      const id = hashId('personal-link', clinicId, channel, this.search.indexOf(address));
      await this.owe.execute({ book: { id, clinicId, channel }, clientRefs, returnTo: asked.returnTo });
    }
  }

  private addressesAt(clinics: readonly ClinicPlace[], typed: TypedAddress): readonly ClinicAddress[] {
    return clinics.flatMap(({ clinicId, country }) => {
      const address = typed.channel === 'email' ? typed.email : this.numbers.normalise(typed.digits, country);
      return address === undefined ? [] : [{ clinicId, channel: typed.channel, address }];
    });
  }
}
