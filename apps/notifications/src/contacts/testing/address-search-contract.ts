import type { AddressSearch } from '../application/address-search.js';
import type { ToldContact } from '../application/contact-directory.js';
import { aContact } from './a-contact.js';

const told = (clinicId: string, clientRef: string, changes: Partial<ToldContact> = {}): ToldContact =>
  aContact({ clinicId, clientRef, ...changes });

const NUMBER = '+447700900100';
const CONTACTS: readonly ToldContact[] = [
  told('elm', 'elm-mara', { phone: NUMBER, email: 'Mara@Post.example' }),
  told('elm', 'elm-jon', { phone: NUMBER }),
  told('elm', 'elm-past', { phone: NUMBER, archived: true }),
  told('oak', 'oak-mara', { phone: NUMBER }),
  told('yew', 'yew-mara', { phone: NUMBER }),
];

const sms = (clinicId: string) => ({ clinicId, channel: 'sms', address: NUMBER }) as const;

/** What a wish for a link relies on. `make` gives a search over these contacts and no others. */
export const describeAddressSearchContract = (
  name: string,
  make: (contacts: readonly ToldContact[]) => Promise<AddressSearch>,
): void => {
  describe(`the contract of the address search: ${name}`, () => {
    let search: AddressSearch;
    beforeAll(async () => {
      search = await make(CONTACTS);
    });

    it('finds everybody with the number at the clinics that are named, in the same order each time', async () => {
      const found = await search.clientsWith([sms('elm'), sms('oak')]);
      expect(found).toEqual([
        { clinicId: 'elm', clientRef: 'elm-jon' },
        { clinicId: 'elm', clientRef: 'elm-mara' },
        { clinicId: 'oak', clientRef: 'oak-mara' },
      ]);
    });

    it('finds an email by its lower case, and never an email by a number', async () => {
      const email = (address: string) => search.clientsWith([{ clinicId: 'elm', channel: 'email', address }]);
      expect(await email('mara@post.example')).toEqual([{ clinicId: 'elm', clientRef: 'elm-mara' }]);
      expect(await email(NUMBER)).toEqual([]);
    });

    it('finds nobody without a clinic, and nobody at a clinic that does not have the address', async () => {
      expect(await search.clientsWith([])).toEqual([]);
      expect(await search.clientsWith([sms('fir')])).toEqual([]);
    });

    it('looks at many clinics', async () => {
      const many = Array.from({ length: 1200 }, (_, index) => sms(`clinic-${index}`));
      expect(await search.clientsWith([...many, sms('yew')])).toEqual([{ clinicId: 'yew', clientRef: 'yew-mara' }]);
    });

    it('gives the same address at two clinics two indexes', () => {
      expect(search.indexOf(sms('elm'))).not.toBe(search.indexOf(sms('oak')));
      expect(search.indexOf(sms('elm'))).toBe(search.indexOf(sms('elm')));
    });
  });
};
