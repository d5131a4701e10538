import type { AccountRepository } from '../application/ports.js';
import { anAccount } from './in-memory-accounts.js';

const oak = anAccount({ accountId: 'account-oak', clinicId: 'clinic-oak', email: 'oak@example.org' });

const describeFinding = (given: () => AccountRepository): void => {
  it('gives an account back as it was added, by address and by id', async () => {
    const account = anAccount({ roles: ['owner', 'practitioner'] });
    await expect(given().addOrFind(account)).resolves.toEqual(account);
    await expect(given().byEmail('ana@example.org')).resolves.toEqual(account);
    await expect(given().get('clinic-elm', 'account-ana')).resolves.toEqual(account);
  });

  it('finds an address however it is written, also one that was added in capitals', async () => {
    await given().addOrFind(anAccount({ email: 'Ana@Example.org' }));
    await expect(given().byEmail(' ANA@example.ORG ')).resolves.toMatchObject({ accountId: 'account-ana' });
    expect(given().indexOf(' ANA@example.ORG ')).toBe(given().indexOf('ana@example.org'));
  });

  it('answers nothing to an unknown address or id, and to an id of another clinic', async () => {
    await given().addOrFind(anAccount());
    await expect(given().byEmail('nobody@example.org')).resolves.toBeUndefined();
    await expect(given().get('clinic-elm', 'nobody')).resolves.toBeUndefined();
    await expect(given().get('clinic-oak', 'account-ana')).resolves.toBeUndefined();
  });

  it('lists the people of one clinic, and nobody of another', async () => {
    const jo = anAccount({ accountId: 'account-jo', email: 'jo@example.org', roles: ['front-desk'] });
    for (const account of [jo, oak, anAccount()]) await given().addOrFind(account);
    await expect(given().ofClinic('clinic-elm')).resolves.toEqual([anAccount(), jo]);
    await expect(given().ofClinic('clinic-none')).resolves.toEqual([]);
  });

  it('says nothing about an address in its index', () => {
    expect(given().indexOf('ana@example.org')).not.toMatch(/ana|example/u);
    expect(given().indexOf('ana@example.org')).not.toBe(given().indexOf('jo@example.org'));
  });

  it('is empty until the first account', async () => {
    await expect(given().isEmpty()).resolves.toBe(true);
    await given().addOrFind(oak);
    await expect(given().isEmpty()).resolves.toBe(false);
  });
};

const describeAdding = (given: () => AccountRepository): void => {
  it('keeps an account that has the id already', async () => {
    await given().addOrFind(anAccount());
    const again = anAccount({ email: 'other@example.org', roles: ['manager'] });
    await expect(given().addOrFind(again)).resolves.toEqual(anAccount());
    await expect(given().byEmail('other@example.org')).resolves.toBeUndefined();
  });

  it('keeps an account that has the address already, in any clinic and however it is written', async () => {
    await given().addOrFind(anAccount());
    const foreign = anAccount({ accountId: 'account-2', clinicId: 'clinic-oak', email: 'ANA@example.org' });
    await expect(given().addOrFind(foreign)).resolves.toEqual(anAccount());
    await expect(given().get('clinic-oak', 'account-2')).resolves.toBeUndefined();
  });

  it('prefers the one with the id when id and address belong to two accounts', async () => {
    await given().addOrFind(oak);
    await given().addOrFind(anAccount());
    await expect(given().addOrFind(anAccount({ email: oak.email }))).resolves.toEqual(anAccount());
  });

  it('gives an address that many take at once to one of them, and all learn whose it is', async () => {
    const added = await Promise.all(
      Array.from({ length: 6 }, (_, index) => given().addOrFind(anAccount({ accountId: `account-${index}` }))),
    );
    expect(new Set(added.map(({ accountId }) => accountId)).size).toBe(1);
  });
};

/** What sign-in and the making of the first owner rely on. `make` gives an empty repository. */
export const describeAccountRepositoryContract = (name: string, make: () => Promise<AccountRepository>): void => {
  describe(`the contract of accounts: ${name}`, () => {
    let accounts: AccountRepository;
    beforeEach(async () => {
      accounts = await make();
    });
    describeFinding(() => accounts);
    describeAdding(() => accounts);
  });
};
