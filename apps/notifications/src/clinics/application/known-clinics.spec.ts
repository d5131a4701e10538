import { ManualMachineTime } from '@aftercare/kernel';
import { aClinic } from '../testing/a-clinic.js';
import { InMemoryClinicStore } from '../testing/in-memory-clinic-store.js';
import { ClinicOwner } from './clinic-directory.js';
import { KnownClinics } from './known-clinics.js';
import type { ClinicRules } from './ports.js';

class Owner extends ClinicOwner {
  version = 1;
  override async lookUp(clinicIds: readonly string[]): Promise<readonly ClinicRules[]> {
    return clinicIds.includes('elm') ? [aClinic({ version: this.version })] : [];
  }
}

describe('known clinics', () => {
  const store = new InMemoryClinicStore();
  const owner = new Owner();
  const machine = new ManualMachineTime(0);
  const clinics = new KnownClinics(store, owner, machine);
  const recent = async () => (await clinics.recentRulesOf(['elm'])).get('elm')?.version;
  const fresh = async () => (await clinics.rulesOf(['elm'])).get('elm')?.version;

  it('tell planning what they were some seconds ago, and sending what they are', async () => {
    expect(await recent()).toBe(1);
    // Another process learned of a change.
    await store.keep([aClinic({ version: 2 })]);
    expect([await recent(), await fresh()]).toEqual([1, 2]);
    machine.ms = 5000;
    expect(await recent()).toBe(2);
  });

  it('tell a change that they learned themselves at once', async () => {
    owner.version = 3;
    await clinics.refresh(['elm']);
    expect(await recent()).toBe(3);
  });

  it('tell planning at once what this process changed itself', async () => {
    await store.keep([aClinic({ version: 4 })]);
    expect(await recent()).toBe(3);
    clinics.forget('elm');
    expect(await recent()).toBe(4);
  });

  it('leave out a clinic that its owner does not know, and ask again for it', async () => {
    expect((await clinics.recentRulesOf(['oak', 'elm'])).size).toBe(1);
    await store.keep([aClinic({ clinicId: 'oak' })]);
    expect((await clinics.recentRulesOf(['oak', 'elm'])).size).toBe(2);
  });
});
