import { FixedClock } from '@aftercare/kernel';
import { InMemoryAccounts, InMemoryClinics, InMemorySetupCodes } from '../testing/in-memory-accounts.js';
import { CreateFirstOwner } from './create-first-owner.js';

const clinic = { name: 'Elm Rooms', alias: 'Elm Rooms', country: 'GB', zone: 'Europe/London', locale: 'en-GB' };

const setUp = async () => {
  const codes = new InMemorySetupCodes();
  const accounts = new InMemoryAccounts();
  const clinics = new InMemoryClinics();
  await codes.offer('code-1');
  await codes.offer('code-2');
  const create = new CreateFirstOwner(codes, accounts, clinics, new FixedClock(new Date('2027-03-01T09:00:00Z')));
  return { codes, accounts, clinics, create };
};

describe('CreateFirstOwner', () => {
  it('makes the clinic and its owner out of a code', async () => {
    const { create, clinics } = await setUp();
    const owner = await create.execute({ code: 'code-1', email: 'Ana@Example.org', clinic });
    expect(owner).toMatchObject({ email: 'ana@example.org', roles: ['owner'] });
    expect([...clinics.created.keys()]).toEqual([owner.clinicId]);
  });

  it('accepts a code once', async () => {
    const { create } = await setUp();
    await create.execute({ code: 'code-1', email: 'ana@example.org', clinic });
    await expect(create.execute({ code: 'code-1', email: 'jo@example.org', clinic })).rejects.toMatchObject({
      code: 'SETUP_CODE_UNKNOWN',
    });
  });

  it('answers an unknown code like a used one', async () => {
    const { create } = await setUp();
    await expect(create.execute({ code: 'nonsense', email: 'ana@example.org', clinic })).rejects.toMatchObject({
      code: 'SETUP_CODE_UNKNOWN',
    });
  });

  it('takes up a try that broke at scheduling, with the same clinic id', async () => {
    const { create, clinics, accounts } = await setUp();
    clinics.failing = true;
    await expect(create.execute({ code: 'code-1', email: 'ana@example.org', clinic })).rejects.toThrow(
      'scheduling is away',
    );
    expect(await accounts.isEmpty()).toBe(true);
    clinics.failing = false;
    await expect(create.execute({ code: 'code-1', email: 'ana@example.org', clinic })).resolves.toMatchObject({
      email: 'ana@example.org',
    });
    expect(clinics.created.size).toBe(1);
  });

  it('gives an address to one clinic only and leaves the second code free', async () => {
    const { create, codes } = await setUp();
    await create.execute({ code: 'code-1', email: 'ana@example.org', clinic });
    await expect(create.execute({ code: 'code-2', email: 'ana@example.org', clinic })).rejects.toMatchObject({
      code: 'EMAIL_TAKEN',
    });
    expect(await codes.isFree('code-2')).toBe(true);
  });

  it('gives a code that two people use at once to one of them', async () => {
    const { create } = await setUp();
    const tries = await Promise.allSettled(
      ['ana@example.org', 'jo@example.org'].map((email) => create.execute({ code: 'code-1', email, clinic })),
    );
    expect(tries.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
