import { Injectable } from '@nestjs/common';
import { ConsentBook } from '../../consents/application/consent-book.js';
import type { ClinicRules } from '../../clinics/application/ports.js';
import { AddressSearch } from '../../contacts/application/address-search.js';
import { NoTestAddressError, TestAddressRefusedError } from './text-errors.js';

type Channel = 'sms' | 'email';

const sameAddress = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

/** Where a test may go: the clinic's own people, never a client, never a number that said STOP. */
@Injectable()
export class TestAddress {
  constructor(
    private readonly addresses: AddressSearch,
    private readonly consents: ConsentBook,
  ) {}

  /** `wanted`: one of the clinic's own; the first of them unless given. */
  async of({ clinicId, staffContacts }: ClinicRules, channel: Channel, wanted: string | undefined): Promise<string> {
    const own = channel === 'sms' ? staffContacts.phones : staffContacts.emails;
    const address = wanted === undefined ? own[0] : own.find((one) => sameAddress(one, wanted));
    if (address === undefined)
      throw new NoTestAddressError(
        wanted === undefined
          ? `the clinic's settings name no ${channel === 'sms' ? 'number' : 'email'} of its own people`
          : "a test goes only to an address of the clinic's own people, as its settings name them",
      );
    await this.refuseClients({ clinicId, channel, address });
    return address;
  }

  private async refuseClients(place: {
    readonly clinicId: string;
    readonly channel: Channel;
    readonly address: string;
  }): Promise<void> {
    const named = { ...place, address: place.channel === 'email' ? place.address.toLowerCase() : place.address };
    if ((await this.addresses.clientsWith([named])).length > 0)
      throw new TestAddressRefusedError("this address is a client's; a test never goes there");
    if (place.channel === 'email') return;
    const stop = { clinicId: place.clinicId, phoneIndex: this.addresses.indexOf(named) };
    if ((await this.consents.stoppedOf([stop])).size > 0)
      throw new TestAddressRefusedError('this number has said STOP to this clinic');
  }
}
