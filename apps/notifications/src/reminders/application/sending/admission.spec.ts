import { FixedClock, SilentActivity } from '@aftercare/kernel';
import { AppLogger, createLogger } from '@aftercare/platform';
import type { Clinics, ClinicRules } from '../../../clinics/application/ports.js';
import { aClinic } from '../../../clinics/testing/a-clinic.js';
import { aCircuits } from '../../testing/a-circuits.js';
import { InMemoryAllowanceBook } from '../../testing/in-memory-allowance-book.js';
import { VirtualMachine } from '../../testing/virtual-machine.js';
import { Admission } from './admission.js';
import type { DueRow, Postponed, SendLedger } from './ledger.js';
import { Postponing } from './postponing.js';
import { ProviderGate } from './provider-gate.js';
import type { SenderAllowances } from './sender-allowances.js';
import { SendSettings } from './send-settings.js';
import { SendTimes } from './send-times.js';

const now = new Date('2027-03-15T10:30:00Z');
const inMs = (ms: number): Date => new Date(now.getTime() + ms);
const TEN_A_SECOND: SenderAllowances = { sms: { perSecond: 10 }, email: { perSecond: 10 }, senders: new Map() };

const rows = (count: number, changes: Partial<DueRow> = {}): readonly DueRow[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${changes.clinicId ?? 'elm'}-${changes.family ?? 'appointment'}-${index}`,
    clinicId: 'elm',
    shard: index % 64,
    dueAt: now,
    firstDueAt: now,
    family: 'appointment',
    notAfter: inMs(86_400_000 + index),
    firstChannel: 'sms',
    ...changes,
  }));

const admissionOf = (allowances: SenderAllowances | undefined, rules: () => readonly ClinicRules[]) => {
  const postponed: Postponed[] = [];
  const settings = { publicUrl: '', mailHost: 'x', smsAtOnce: 40, emailsAtOnce: 5 };
  const given = new SendSettings({ ...settings, ...(allowances === undefined ? {} : { allowances }) });
  const circuits = aCircuits();
  const [clock, machine] = [new FixedClock(now), new VirtualMachine()];
  const gate = new ProviderGate(new InMemoryAllowanceBook(), clock, machine, given, circuits);
  const clinics = { recentRulesOf: async () => new Map(rules().map((one) => [one.clinicId, one])) };
  let fails = false;
  const postpone: SendLedger['postpone'] = async (moved) => {
    if (fails) throw new Error('the store is away');
    postponed.push(...moved);
  };
  const times = new SendTimes(clock, machine, new SilentActivity());
  const logger = new AppLogger(createLogger('admission', 'silent'));
  // Only what admission asks of them.
  const postponing = new Postponing({ postpone } as unknown as SendLedger, times, logger);
  const admission = new Admission(gate, clinics as unknown as Clinics, postponing);
  const settled = async (): Promise<void> => {
    while (postponing.isBusy) await Promise.resolve();
  };
  return { admission, postponed, circuits, settled, breakStore: (isAway: boolean) => void (fails = isAway) };
};

const clinicsOf = () => [aClinic({ clinicId: 'elm', smsSender: '+1' }), aClinic({ clinicId: 'oak', smsSender: '+2' })];
const idsOf = (admitted: readonly DueRow[]): readonly string[] => admitted.map(({ id }) => id);
const whole = { now, share: 1 };

describe('admission of due rows', () => {
  it('lets nothing be claimed beyond what the sender can take', async () => {
    const { admission } = admissionOf(TEN_A_SECOND, clinicsOf);
    const admitted = await admission.admit([...rows(40), ...rows(3, { clinicId: 'oak' })], whole);
    expect(admitted.filter(({ clinicId }) => clinicId === 'elm')).toHaveLength(15);
    expect(admitted.filter(({ clinicId }) => clinicId === 'oak')).toHaveLength(3);
  });

  it('lets a process that works a quarter of the shards claim a quarter', async () => {
    const { admission } = admissionOf(TEN_A_SECOND, clinicsOf);
    expect(await admission.admit(rows(40), { now, share: 0.25 })).toHaveLength(3);
  });

  it('lets appointments go first, then surveys, then follow-ups, and first of each what is soon of no use', async () => {
    const { admission } = admissionOf(TEN_A_SECOND, clinicsOf);
    const admitted = await admission.admit(
      [...rows(9, { family: 'follow-up' }), ...rows(9, { family: 'survey' }).toReversed(), ...rows(9).toReversed()],
      whole,
    );
    expect(idsOf(admitted)).toEqual([...idsOf(rows(9)), ...idsOf(rows(6, { family: 'survey' }))]);
  });

  it('tells those that wait longer than a short while when their turn is, and why', async () => {
    const { admission, postponed } = admissionOf(TEN_A_SECOND, clinicsOf);
    await admission.admit(rows(115), whole);
    expect(postponed.map(({ row, reason }) => [row.id, reason])).toEqual(
      idsOf(rows(115))
        .slice(65)
        .map((id) => [id, 'ALLOWANCE']),
    );
    const times = [...new Set(postponed.map(({ dueAt }) => dueAt.getTime() - now.getTime()))];
    expect(times).toEqual([5000, 8000]);
  });

  it('puts later ones behind them, and never beyond the time in which they are of use', async () => {
    const { admission, postponed, settled } = admissionOf(TEN_A_SECOND, clinicsOf);
    await admission.admit(rows(90), whole);
    await settled();
    await admission.admit(rows(90, { notAfter: inMs(6000) }), { now: inMs(10), share: 1 });
    const times = postponed.map(({ dueAt }) => dueAt.getTime() - now.getTime());
    expect(times.slice(0, 25)).toEqual(Array(25).fill(5000));
    expect(times.slice(25)).toEqual(Array(25).fill(6000));
  });

  it('neither claims nor moves again what is on its way to another time, and lets the others go meanwhile', async () => {
    const { admission, postponed, settled } = admissionOf(TEN_A_SECOND, clinicsOf);
    await admission.admit(rows(115), whole);
    const moving = rows(115).slice(65);
    const meanwhile = await admission.admit([...moving, ...rows(3, { clinicId: 'oak' })], whole);
    expect(idsOf(meanwhile)).toEqual(idsOf(rows(3, { clinicId: 'oak' })));
    expect(postponed).toHaveLength(50);
    await settled();
    expect(await admission.admit(moving, whole)).toHaveLength(15);
  });

  it('moves later what could not be moved while the store was away', async () => {
    const { admission, postponed, settled, breakStore } = admissionOf(TEN_A_SECOND, clinicsOf);
    breakStore(true);
    expect(await admission.admit(rows(115), whole)).toHaveLength(15);
    await settled();
    breakStore(false);
    expect(postponed).toEqual([]);
    await admission.admit(rows(115), whole);
    await settled();
    expect(postponed).toHaveLength(50);
  });

  it('counts emails of all clinics for the server that they share, in turns', async () => {
    const { admission } = admissionOf(TEN_A_SECOND, clinicsOf);
    const emails = { firstChannel: 'email' } as const;
    const admitted = await admission.admit([...rows(99, emails), ...rows(4, { ...emails, clinicId: 'oak' })], whole);
    expect(admitted).toHaveLength(15);
    expect(admitted.filter(({ clinicId }) => clinicId === 'oak')).toHaveLength(4);
  });

  it('holds nothing back where nobody counts, or the clinic is not known yet', async () => {
    expect(await admissionOf(undefined, clinicsOf).admission.admit(rows(500), whole)).toHaveLength(500);
    const silent = admissionOf(TEN_A_SECOND, () => {
      throw new Error('nobody answers');
    });
    expect(await silent.admission.admit(rows(500), whole)).toHaveLength(500);
  });

  it('keeps what waits for a provider that takes nothing unclaimed, but for the one that finds out', async () => {
    const { admission, postponed, circuits, settled } = admissionOf(undefined, clinicsOf);
    for (let calls = 0; calls < 5; calls += 1) circuits.showed('sms', 'fails');
    const waiting = rows(4, { reason: 'PROVIDER_DOWN' });
    expect(await admission.admit([...rows(2, { clinicId: 'oak' }), ...waiting], whole)).toHaveLength(2);
    expect(postponed.map(({ dueAt, reason }) => [dueAt, reason])).toEqual(Array(4).fill([inMs(5000), 'PROVIDER_DOWN']));
    await settled();
    circuits.its.set(inMs(5000));
    const tried = await admission.admit(waiting.toReversed(), { now: inMs(5000), share: 1 });
    expect(idsOf(tried)).toEqual(['elm-appointment-0']);
  });

  it('lets another one find out each time, so that one that can never go does not keep all from going', async () => {
    const { admission, circuits, settled } = admissionOf(undefined, clinicsOf);
    for (let calls = 0; calls < 5; calls += 1) circuits.showed('sms', 'fails');
    const waiting = rows(3, { reason: 'PROVIDER_DOWN' });
    const tried: string[] = [];
    for (let round = 1; round <= 4; round += 1) {
      const at = inMs(round * 60_000);
      circuits.its.set(at);
      tried.push(...idsOf(await admission.admit(waiting, { now: at, share: 1 })));
      await settled();
      circuits.enter('sms');
      circuits.showed('sms', 'fails');
    }
    expect(tried.map((id) => id.split('-').at(-1))).toEqual(['0', '1', '2', '0']);
  });

  it('lets those be decided about that may go another way', async () => {
    const { admission, circuits } = admissionOf(undefined, clinicsOf);
    for (let calls = 0; calls < 5; calls += 1) circuits.showed('sms', 'fails');
    const long = rows(1, { reason: 'PROVIDER_DOWN', firstDueAt: inMs(-7_200_000) });
    const last = rows(1, { reason: 'PROVIDER_DOWN', notAfter: inMs(1_800_000), clinicId: 'oak' });
    expect(await admission.admit([...long, ...last], whole)).toHaveLength(2);
  });
});
