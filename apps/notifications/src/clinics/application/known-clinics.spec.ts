import { ManualMachineTime } from '@aftercare/kernel';
import { InMemoryClinicStore } from '../testing/in-memory-clinic-store.js';
import { ClinicOwner } from './clinic-directory.js';
import { KnownClinics } from './known-clinics.js';
import type { ClinicRules } from './ports.js';

const rules = (version: number): ClinicRules => ({
  clinicId: 'elm',
  version,
  alias: 'Elm Rooms',
  zone: 'Europe/London',
  locale: 'en-GB',
  country: 'GB',
  phone: '+442079461111',
  emergencyNumber: '999',
  urgentNumber: '111',
  smsSender: '+442079460001',
  emailFrom: 'hello@elm.example',
  sendMode: 'live',
  staffContacts: { phones: [], emails: [] },
  quietHours: { from: '09:00', to: '20:00' },
  closureDays: [],
  openDays: [1, 2, 3],
});

class Owner extends ClinicOwner {
  version = 1;
  override async lookUp(clinicIds: readonly string[]): Promise<readonly ClinicRules[]> {
    return clinicIds.includes('elm') ? [rules(this.version)] : [];
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
    await store.keep([rules(2)]);
    expect([await recent(), await fresh()]).toEqual([1, 2]);
    machine.ms = 5000;
    expect(await recent()).toBe(2);
  });

  it('tell a change that they learned themselves at once', async () => {
    owner.version = 3;
    await clinics.refresh(['elm']);
    expect(await recent()).toBe(3);
  });

  it('leave out a clinic that its owner does not know, and ask again for it', async () => {
    expect((await clinics.recentRulesOf(['oak', 'elm'])).size).toBe(1);
    await store.keep([{ ...rules(1), clinicId: 'oak' }]);
    expect((await clinics.recentRulesOf(['oak', 'elm'])).size).toBe(2);
  });
});
