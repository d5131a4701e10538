import type { ReminderRules } from '../../api/answers.js';

export const SETTINGS = { from: '09:00', to: '20:00' };

/** What a clinic has that decided nothing. */
export const SHIPPED: ReminderRules = {
  hours: null,
  openOn: { sundays: false, publicHolidays: false },
  appointments: { early: { on: true, days: 3 }, late: { on: true, days: 1 }, afterNoShow: { on: true } },
  surveys: { laterHours: 0, reminder: { on: true, afterHours: null } },
  followUps: { secondNote: { on: true, afterDays: 5 } },
  caps: { perWeek: 3 },
};
