import { FixedClock, ManualMachineTime, SilentActivity } from '@aftercare/kernel';
import { InMemoryTransactions, runOnce } from '@aftercare/messaging';
import type { Clinics } from '../../clinics/application/ports.js';
import { aClinic } from '../../clinics/testing/a-clinic.js';
import { InMemoryRows } from '../../reminders/testing/in-memory-rows.js';
import { InMemoryWaitingPlans } from '../../reminders/testing/in-memory-waiting-plans.js';
import { InMemoryRuleBook } from '../testing/in-memory-rule-book.js';
import { aReplanning } from '../testing/rule-book-contract.js';
import { ClinicRulesDesk } from './clinic-rules-desk.js';
import { LATE_AFTER_MS, ReplanClinic, ReplanTimes } from './replan-clinic.js';

const at = new Date('2027-03-01T10:00:00Z');

const aWorld = async () => {
  const transactions = new InMemoryTransactions();
  const book = new InMemoryRuleBook(transactions);
  const machine = new ManualMachineTime();
  const clinics: Pick<Clinics, 'rulesOf'> = { rulesOf: async () => new Map([['elm', aClinic()]]) };
  // The desk asks for nothing else.
  const desk = new ClinicRulesDesk(clinics as Clinics);
  const plans = new InMemoryWaitingPlans(new InMemoryRows(transactions));
  const times = new ReplanTimes(new FixedClock(at), machine, new SilentActivity());
  const replan = new ReplanClinic(book, plans, desk, transactions, times);
  await runOnce(transactions, async ({ writes }) => {
    book.putReplanning(aReplanning({ at }), undefined, writes);
  });
  const phase = async () => (await book.replanningOf('elm'))?.replanning.phase;
  return { replan, machine, phase };
};

describe('carrying out a change of rules', () => {
  it('is due at once, and once more when ten seconds of machine time have passed, whatever product time does', async () => {
    const { replan, machine, phase } = await aWorld();
    expect(await replan.nextAt()).toEqual(at);
    await replan.fire();
    expect(await phase()).toBe('late');

    machine.ms += LATE_AFTER_MS - 1;
    // Nobody who asks what is due next waits for it meanwhile: product time may stand.
    expect(await replan.nextAt()).toBeUndefined();
    await replan.fire();
    expect(await phase()).toBe('late');

    machine.ms += 1;
    expect(await replan.nextAt()).toEqual(at);
    await replan.fire();
    expect(await phase()).toBe('done');
    expect(await replan.nextAt()).toBeUndefined();
  });
});
