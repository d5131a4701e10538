import type { SeededRandom } from '@aftercare/testing';
import type { ReminderRules } from '../../reminders/application/rules.js';

/** What a clinic may decide about its notes, as far as the model speaks of it. */
export const someRules = (random: SeededRandom): ReminderRules => ({
  hours: random.pick([null, null, { from: '10:00', to: '18:00' }, { from: '09:00', to: '17:00' }]),
  openOn: { sundays: false, publicHolidays: false },
  appointments: {
    early: { on: random.chance(0.8), days: random.pick([3, 4, 5] as const) },
    late: { on: random.chance(0.9), days: random.pick([1, 1, 2] as const) },
    afterNoShow: { on: true },
  },
  surveys: { laterHours: 0, reminder: { on: true, afterHours: null } },
  followUps: { secondNote: { on: random.chance(0.7), afterDays: 5 } },
  caps: { perWeek: 3 },
});
