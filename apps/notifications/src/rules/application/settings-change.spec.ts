import { foldBatch } from '@aftercare/messaging';
import { clinicChangedV1 } from '@aftercare/contracts';
import { anEvent } from '@aftercare/testing';
import type { ClinicStore } from '../../clinics/application/clinic-directory.js';
import type { KnownClinics } from '../../clinics/application/known-clinics.js';
import { aClinic } from '../../clinics/testing/a-clinic.js';
import { SHIPPED_RULES } from '../../reminders/application/rules.js';
import { ReplanChangedClinics } from './replan-changed-clinics.js';
import type { Replanning, RuleBook } from './rule-book.js';
import { finished, freshReplanning, settingsOf, withSettings } from './settings-change.js';
import type { ToldClinic } from './settings-change.js';

const at = new Date('2027-03-01T10:00:00Z');
const until = (version: number, to: string) => aClinic({ version, quietHours: { from: '09:00', to } });
const told = (version: number, to: string): ToldClinic => ({
  clinic: until(version, to),
  settingsBefore: settingsOf(until(1, '20:00')),
});
const done = (job: Replanning | undefined): Replanning => {
  if (job === undefined) throw new Error('there is a job');
  return { ...job, phase: 'done' };
};

describe('new settings of a clinic', () => {
  it('begin the work of bringing what waits to them, by the rules that hold', () => {
    expect(withSettings(undefined, told(2, '18:00'), at)).toMatchObject({
      ...{ clinicId: 'elm', phase: 'running', at, from: SHIPPED_RULES, to: SHIPPED_RULES },
      before: { version: 1, quietHours: { to: '20:00' } },
      settings: { version: 2, quietHours: { to: '18:00' } },
    });
    const reminders = { version: 3, rules: SHIPPED_RULES.rules };
    const own = { ...told(2, '18:00'), clinic: { ...until(2, '18:00'), reminders } };
    expect(withSettings(undefined, own, at)).toMatchObject({ from: { version: 3 }, to: { version: 3 } });
  });

  it('begin nothing where no time follows from what changed, nor for a clinic that is new', () => {
    const renamed = { ...told(2, '20:00'), clinic: { ...until(2, '20:00'), alias: 'Oak Rooms' } };
    expect(withSettings(undefined, renamed, at)).toBeUndefined();
    expect(withSettings(undefined, { clinic: until(1, '18:00'), settingsBefore: undefined }, at)).toBeUndefined();
  });

  it('begin it once, however often and in whatever order they are told', () => {
    const first = withSettings(undefined, told(3, '18:00'), at);
    expect(withSettings(first, told(3, '18:00'), at)).toBe(first);
    expect(withSettings(first, told(2, '19:00'), at)).toBe(first);
    const over = done(first);
    expect(withSettings(over, told(3, '18:00'), at)).toBe(over);
    expect(withSettings(over, told(2, '19:00'), at)).toBe(over);
  });

  it('that come while others are carried out wait for their turn, the newest of them', () => {
    const first = withSettings(undefined, told(2, '18:00'), at);
    const second = withSettings(withSettings(first, told(3, '17:00'), at), told(4, '16:00'), at);
    expect(second).toMatchObject({ phase: 'running', settings: { version: 2 }, next: { version: 4 } });
    const later = new Date('2027-03-01T11:00:00Z');
    const third = finished(done(second), later);
    expect(third).toMatchObject({ phase: 'running', at: later, before: { version: 2 }, settings: { version: 4 } });
    expect(third).not.toHaveProperty('next');
    expect(finished(third, later)).toMatchObject({ phase: 'done', settings: { version: 4 } });
  });

  it('that were taken back meanwhile are carried out, and then taken back', () => {
    const back = withSettings(withSettings(undefined, told(2, '18:00'), at), told(3, '20:00'), at);
    expect(finished(done(back), at)).toMatchObject({ phase: 'running', settings: { quietHours: { to: '20:00' } } });
    const same = withSettings(withSettings(back, told(4, '18:00'), at), told(4, '18:00'), at);
    expect(finished(done(same), at)).toMatchObject({ phase: 'done', settings: { version: 2 } });
  });

  it('that come while rules are carried out wait for their turn under these', () => {
    const rules = { version: 1, rules: SHIPPED_RULES.rules };
    const applying = freshReplanning({ clinicId: 'elm', from: SHIPPED_RULES, to: rules, at });
    const both = withSettings(applying, told(2, '18:00'), at);
    expect(both).toMatchObject({ settings: { version: 1 }, next: { version: 2 } });
    expect(both).not.toHaveProperty('before');
    expect(finished(done(both), at)).toMatchObject({ from: rules, to: rules, before: { version: 1 } });
  });
});

describe('the reaction that hears of changed clinics', () => {
  // Decisions are pure: none of the three is touched by a fold.
  const nobody = Object.create(null) as KnownClinics & ClinicStore & RuleBook;
  const reaction = new ReplanChangedClinics(nobody, nobody, nobody);
  const changed = (version: number, id: string) =>
    anEvent(clinicChangedV1, { clinicId: 'elm', version }, { id, clinicId: 'elm' });
  const facts = new Map([['elm', told(3, '18:00')]]);
  const jobs = (events: readonly ReturnType<typeof changed>[]) =>
    foldBatch(reaction, new Map<string, never>(), events, facts).changes.map(({ after }) => after);

  it('makes one job of many words, in any order', () => {
    const expected = [{ before: { version: 1 }, settings: { version: 3 } }];
    expect(jobs([changed(2, 'a'), changed(3, 'b'), changed(3, 'b2')])).toMatchObject(expected);
    expect(jobs([changed(3, 'b'), changed(2, 'a')])).toMatchObject(expected);
  });

  it('makes nothing of a clinic that its owner does not know', () => {
    const nothing = new Map<string, never>();
    expect(foldBatch(reaction, nothing, [changed(2, 'a')], nothing).changes).toEqual([]);
  });
});
