import { InvalidInputError } from '@aftercare/kernel';
import { aReminder } from '../testing/a-reminder.js';
import { checkedRules, inForce, isStepOn, ruleName, SHIPPED_RULES, timesUnder } from './rules.js';
import type { ReminderRules } from './rules.js';

const shipped = SHIPPED_RULES.rules;
const settings = { quietHours: { from: '09:00', to: '20:00' }, closureDays: [], holidayRegion: 'GB-ENG' };
const fieldsOf = (rules: ReminderRules): readonly string[] => {
  try {
    checkedRules(rules);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.fields.map(({ field }) => field);
    throw error;
  }
  return [];
};
const hoursUnder = (hours: ReminderRules['hours']) =>
  timesUnder(settings, { zone: 'Europe/London' }, { version: 1, rules: { ...shipped, hours } }).hours;

describe('rules of a clinic', () => {
  it('are what we ship until the clinic decides otherwise', () => {
    expect(inForce({})).toBe(SHIPPED_RULES);
    expect(fieldsOf(shipped)).toEqual([]);
    expect(timesUnder(settings, { zone: 'Europe/London' }, SHIPPED_RULES)).toMatchObject({
      ...{ hours: settings.quietHours, holidayRegion: 'GB-ENG', opensOnSundays: false },
    });
  });

  it('never widen the hours in which people may be written to', () => {
    expect(fieldsOf({ ...shipped, hours: { from: '07:59', to: '20:00' } })).toEqual(['hours']);
    expect(fieldsOf({ ...shipped, hours: { from: '09:00', to: '21:30' } })).toEqual(['hours']);
    expect(fieldsOf({ ...shipped, hours: { from: '09:00', to: '11:00' } })).toEqual(['hours']);
    expect(hoursUnder({ from: '08:00', to: '21:00' })).toEqual(settings.quietHours);
    expect(hoursUnder({ from: '10:00', to: '18:00' })).toEqual({ from: '10:00', to: '18:00' });
    // The settings were changed to a morning that the rules do not have.
    const morning = { ...settings, quietHours: { from: '08:00', to: '09:30' } };
    const rules = { ...shipped, hours: { from: '10:00', to: '18:00' } };
    expect(timesUnder(morning, { zone: 'UTC' }, { version: 1, rules }).hours).toEqual({ from: '10:00', to: '18:00' });
  });

  it('may only make caps stricter', () => {
    expect(fieldsOf({ ...shipped, caps: { perWeek: 4 } })).toEqual(['caps.perWeek']);
    expect(fieldsOf({ ...shipped, caps: { perWeek: 1 } })).toEqual([]);
  });

  it('name every number that is out of its bounds, and an earlier step that comes later', () => {
    const wrong: ReminderRules = {
      ...shipped,
      appointments: { ...shipped.appointments, early: { on: true, days: 2 }, late: { on: true, days: 3 } },
      surveys: { laterHours: 25, reminder: { on: true, afterHours: 1.5 } },
      followUps: { secondNote: { on: true, afterDays: 1 } },
    };
    expect(fieldsOf(wrong)).toEqual([
      'appointments.early.days',
      'surveys.laterHours',
      'surveys.reminder.afterHours',
      'followUps.secondNote.afterDays',
    ]);
  });

  it('open Sundays and public holidays to questions only where the clinic says so', () => {
    const rules = { ...shipped, openOn: { sundays: true, publicHolidays: true } };
    const times = timesUnder(settings, { zone: 'UTC' }, { version: 1, rules });
    expect(times).toMatchObject({ opensOnSundays: true, holidayRegion: null });
  });

  it('are named by the rows that they planned', () => {
    expect(ruleName('appointments@1', SHIPPED_RULES)).toBe('appointments@1');
    expect(ruleName('appointments@1', { version: 7, rules: shipped })).toBe('appointments@1/7');
  });

  it('say which steps there are, and nothing about what somebody asked for or what carries on', () => {
    const off = {
      version: 1,
      rules: { ...shipped, appointments: { ...shipped.appointments, late: { on: false, days: 1 } } },
    };
    expect(isStepOn(aReminder(), SHIPPED_RULES)).toBe(true);
    expect(isStepOn(aReminder(), off)).toBe(false);
    expect(isStepOn(aReminder({ cause: 'OTHER_CHANNEL' }), off)).toBe(true);
    expect(isStepOn(aReminder({ kind: 'confirmation' }), off)).toBe(true);
  });
});
