import { sha256 } from '@aftercare/kernel';
import { runOnce } from '@aftercare/messaging';
import type { Saying, Transactions } from '@aftercare/messaging';
import type { LinkTokens } from '@aftercare/platform';
import type { ContactStore, ToldContact } from '../application/contact-directory.js';
import type { ContactHealth } from '../application/contact-health.js';
import { aContact } from './a-contact.js';

export interface ContactsUnderTest {
  readonly store: ContactStore;
  readonly health: ContactHealth;
  readonly transactions: Transactions;
  readonly links: LinkTokens;
}
type Given = () => ContactsUnderTest;

const PHONE = '+447700900100';
const ada = { clinicId: 'elm', clientRef: 'ada' };
const told = (changes: Partial<ToldContact> = {}): ToldContact =>
  aContact({ phone: PHONE, email: 'Ada@Post.example', ...changes });

const describeFinding = (given: Given): void => {
  it('gives a contact back as it was told, with the index of its number', async () => {
    await given().store.keep([told()]);
    const [found] = await given().store.find([ada]);
    expect(found).toEqual({ ...told(), bad: [], phoneIndex: expect.stringMatching(/^\S{10,}$/u) as string });
    await given().store.keep([told({ clientRef: 'bob', phone: null, email: null, firstName: '' })]);
    const [bob] = await given().store.find([{ clinicId: 'elm', clientRef: 'bob' }]);
    expect(bob).toMatchObject({ phone: null, email: null, phoneIndex: null, firstName: '' });
    await given().store.keep([told({ version: 2, zone: null, country: 'US' })]);
    expect((await given().store.find([ada]))[0]).toMatchObject({ zone: null, country: 'US' });
  });

  it('finds several, each at its own clinic, and leaves out whom it does not know', async () => {
    await given().store.keep([
      told(),
      told({ clinicId: 'oak', clientRef: 'bob' }),
      told({ clinicId: 'oak', clientRef: 'cy' }),
    ]);
    const keys = [
      ada,
      { clinicId: 'oak', clientRef: 'bob' },
      { clinicId: 'elm', clientRef: 'cy' },
      { ...ada, clientRef: 'x' },
    ];
    expect((await given().store.find(keys)).map(({ clientRef }) => clientRef).sort()).toEqual(['ada', 'bob']);
    expect(await given().store.find([])).toEqual([]);
  });

  it('finds everybody with a number at one clinic, archived ones last', async () => {
    const shared = ['c', 'a', 'b'].map((clientRef) => told({ clientRef, archived: clientRef === 'a' }));
    await given().store.keep([
      ...shared,
      told({ clientRef: 'd', phone: null }),
      told({ clientRef: 'e', clinicId: 'oak' }),
    ]);
    expect((await given().store.findByPhone('elm', PHONE)).map(({ clientRef }) => clientRef)).toEqual(['b', 'c', 'a']);
    expect(await given().store.findByPhone('elm', '+447700900199')).toEqual([]);
  });

  it('finds who is behind a choices link', async () => {
    await given().store.keep([told(), told({ clientRef: 'bob', clinicId: 'oak' })]);
    const hash = (clientRef: string) => sha256(given().links.token('choices', clientRef, 0));
    expect(await given().store.findByChoicesToken(hash('bob'))).toMatchObject({ clinicId: 'oak', clientRef: 'bob' });
    expect(await given().store.findByChoicesToken(hash('nobody'))).toBeUndefined();
  });
};

const describeVersions = (given: Given): void => {
  it('replaces what it knows by newer words only, whatever their order', async () => {
    await given().store.keep([told({ version: 3, phone: '+447700900103' })]);
    await given().store.keep([told({ version: 2, phone: '+447700900102' })]);
    await given().store.keep([told({ version: 3, phone: '+447700900109' })]);
    expect(await given().store.find([ada])).toMatchObject([{ version: 3, phone: '+447700900103' }]);
  });

  it('ends with the newest of many words that come at once', async () => {
    const versions = [1, 2, 3, 4, 5, 6, 7, 8];
    for (const clientRef of ['a', 'b', 'c', 'd', 'e']) {
      await Promise.all(versions.map((version) => given().store.keep([told({ clientRef, version })])));
      expect(await given().store.find([{ clinicId: 'elm', clientRef }])).toMatchObject([{ version: 8 }]);
    }
  });

  it('does not let another clinic take over a client', async () => {
    await given().store.keep([told()]);
    await given().store.keep([told({ clinicId: 'oak', version: 9, firstName: 'Eve' })]);
    expect(await given().store.find([ada])).toMatchObject([{ firstName: 'Ada' }]);
    expect(await given().store.find([{ ...ada, clinicId: 'oak' }])).toEqual([]);
  });
};

const describeHealth = (given: Given): void => {
  const at = new Date('2027-03-15T10:30:00Z');
  const mark = (channel: 'sms' | 'email', who: Partial<typeof ada> & { readonly address?: string } = {}) =>
    runOnce(given().transactions, async ({ within, writes }) => {
      const said: Saying[] = [];
      await given().health.markBad(
        { ...ada, ...who, channel, at },
        { within, writes, say: (saying) => said.push(saying) },
      );
      return said;
    });
  const bad = async (): Promise<readonly string[] | undefined> => (await given().store.find([ada]))[0]?.bad;

  it('marks an address as bad and says so once', async () => {
    await given().store.keep([told()]);
    expect(await mark('sms')).toMatchObject([
      { clinicId: 'elm', data: { clientRef: 'ada', channel: 'sms', at: at.toISOString() } },
    ]);
    expect(await mark('sms')).toEqual([]);
    expect(await bad()).toEqual(['sms']);
    expect(await mark('email')).toHaveLength(1);
    expect(await bad()).toEqual(['sms', 'email']);
  });

  it('takes a new address for a good one, and the old one for bad when it comes back', async () => {
    await given().store.keep([told()]);
    await mark('sms');
    await given().store.keep([told({ version: 2, phone: '+447700900102' })]);
    expect(await bad()).toEqual([]);
    await given().store.keep([told({ version: 3 })]);
    expect(await bad()).toEqual(['sms']);
  });

  it('marks nothing of somebody unknown, of another clinic, or without that address', async () => {
    await given().store.keep([told({ email: null })]);
    expect(await mark('email')).toEqual([]);
    expect(await mark('sms', { clinicId: 'oak' })).toEqual([]);
    expect(await mark('sms', { clientRef: 'nobody' })).toEqual([]);
    expect(await bad()).toEqual([]);
  });

  it('marks nothing for an address that the contact does not have any more', async () => {
    await given().store.keep([told()]);
    const { phone, email } = told();
    expect(await mark('sms', { address: '+447700900199' })).toEqual([]);
    expect(await mark('email', { address: 'before@people.example' })).toEqual([]);
    expect(await bad()).toEqual([]);
    expect(await mark('sms', { address: phone ?? '' })).toHaveLength(1);
    expect(await mark('email', { address: (email ?? '').toUpperCase() })).toHaveLength(1);
  });
};

/** What sending and the pages rely on. `make` gives an empty store. */
export const describeContactsContract = (name: string, make: () => Promise<ContactsUnderTest>): void => {
  describe(`kept contacts: ${name}`, () => {
    let tested: ContactsUnderTest;
    beforeEach(async () => {
      tested = await make();
    });
    const given: Given = () => tested;
    describe('the contract of finding', () => describeFinding(given));
    describe('the contract of versions', () => describeVersions(given));
    describe('the contract of bad addresses', () => describeHealth(given));
  });
};
