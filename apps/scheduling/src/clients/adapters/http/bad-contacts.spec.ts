import { FixedClock, InvalidInputError } from '@aftercare/kernel';
import type { ClinicKey } from '@aftercare/kernel';
import { InMemoryTransactions } from '@aftercare/messaging';
import type { Loaded } from '@aftercare/messaging';
import fc from 'fast-check';
import type { Clinics } from '../../../clinics/application/ports.js';
import { openClinic } from '../../../clinics/domain/clinic.js';
import { LibphonenumberPhoneNumbers } from '../phone/libphonenumber-phone-numbers.js';
import { clientItem, registerBody } from './client.dto.js';
import { KeepClients } from '../../application/keep-clients.js';
import type { ClientEntry } from '../../application/keep-clients.js';
import type { Client, Clients } from '../../application/ports.js';

const NOW = new Date('2027-03-01T08:00:00Z');
const phones = new LibphonenumberPhoneNumbers();
const elm = openClinic(
  { clinicId: 'elm', name: 'Elm Rooms', alias: 'Elm Rooms', country: 'GB', zone: 'Europe/London', locale: 'en-GB' },
  NOW,
);

/** Keeps the records as they are saved; nothing else of the ports is asked here. */
const aDesk = () => {
  const kept = new Map<string, Loaded<Client>>();
  const clients = {
    load: async ({ id }: ClinicKey) => kept.get(id),
    save: async (state: Client) => void kept.set(state.ref, { state, version: 1 }),
  } as unknown as Clients;
  const clinics = { load: async () => ({ state: elm, version: 1 }) } as unknown as Clinics;
  const transactions = new InMemoryTransactions({ clock: new FixedClock(NOW) });
  const keep = new KeepClients(transactions, clients, clinics, phones, new FixedClock(NOW));
  const register = (entry: Partial<ClientEntry>) =>
    keep.register({ clinicId: 'elm', id: 'mara' }, { firstName: 'Mara', lastName: '', ...entry });
  return { kept, register, said: () => transactions.said };
};

/** The fields that a refusal names; nothing is kept or said then. */
const refusedFields = async (entry: Partial<ClientEntry>): Promise<readonly string[]> => {
  const { kept, register, said } = aDesk();
  const fault = await register(entry).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(fault instanceof InvalidInputError)) return [];
  expect([kept.size, said()]).toEqual([0, []]);
  return fault.fields.map(({ field }) => field);
};

describe('the record of a client', () => {
  it('refuses what is no number, and says which field', async () => {
    const none = ['not a number', '12', '+', '++44', '0', '+44', '00000000000000000000000', 'tel:', '🙂🙂🙂🙂🙂'];
    for (const phone of none) expect([phone, await refusedFields({ phone })]).toEqual([phone, ['phone']]);
  });

  it('keeps one form of a number, however it was typed', async () => {
    for (const phone of [
      '07700 900123',
      '+44 (0)7700 900123',
      '0044 7700 900 123',
      '+447700900123',
      ' 07700-900123 ',
    ]) {
      const { register } = aDesk();
      expect([phone, (await register({ phone })).state.phone]).toEqual([phone, '+447700900123']);
    }
  });

  it('never keeps anything but digits behind a plus as a number, whatever is typed', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.stringMatching(/^[+0-9 ()\-.x\r\n]{0,40}$/u),
    );
    fc.assert(
      fc.property(typed, fc.constantFrom('GB', 'US', 'DE', 'XX', ''), (text, country) => {
        const number = phones.normalise(text, country);
        if (number !== undefined) expect(number).toMatch(/^\+[1-9][0-9]{3,16}$/u);
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses what is no address, and says which field', () => {
    const none = [
      '',
      'mara',
      'mara@',
      '@mail.example',
      'a b@mail.example',
      'a@b@c.example',
      'a@mail.example\r\nBcc: x@y.example',
      'a,b@c.example',
      `${'a'.repeat(300)}@mail.example`,
    ];
    for (const email of none) {
      const read = registerBody.safeParse({ firstName: 'Mara', email });
      expect([email, read.error?.issues.map(({ path }) => path.join('.'))]).toEqual([email, ['email']]);
    }
  });

  it('refuses a zone that does not exist', async () => {
    for (const zone of [
      'Europe/Elmstead',
      '',
      'GMT+25',
      '../../etc/passwd',
      'Europe/London\u0000',
      '__proto__',
      'toString',
    ])
      expect([zone, await refusedFields({ zone })]).toEqual([zone, ['zone']]);
  });

  it('has no zone where nobody named one, and is kept', async () => {
    const { register, said } = aDesk();
    expect((await register({ phone: '07700 900123' })).state.zone).toBeNull();
    expect(said()).toHaveLength(1);
  });

  it('tells who writes to a client without a zone the country of the number, and nobody else', async () => {
    const told = async (entry: Partial<ClientEntry>) => {
      const { zone, country } = clientItem(await aDesk().register(entry), phones);
      return { zone, country };
    };
    expect(await told({ phone: '07700 900123' })).toEqual({ zone: null, country: 'GB' });
    expect(await told({ phone: '+1 202 555 0100' })).toEqual({ zone: null, country: 'US' });
    expect(await told({ phone: '+1 416 555 0100' })).toEqual({ zone: null, country: 'CA' });
    expect(await told({ phone: '+1 202 555 0100', zone: 'America/Denver' })).toEqual({
      zone: 'America/Denver',
      country: null,
    });
    // A number of the whole world is of no country, and so is who has none.
    expect(await told({ phone: '+800 1234 5678' })).toEqual({ zone: null, country: null });
    expect(await told({ email: 'mara@mail.example' })).toEqual({ zone: null, country: null });
  });
});
