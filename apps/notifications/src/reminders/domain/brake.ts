import type { Reminder } from './reminder.js';

/**
 * Messages to one person of one clinic on one day, of whatever kind, after which something must be wrong: twelve visits booked
 * in one go, and some of them moved, stay below it. Not a cap of politeness but a brake for mistakes that no other rule knows of.
 */
export const MOST_A_DAY = 20;

/** Does it make one message more that nobody asked for? What answers a person (STOP above all) is never held and never counts. */
export const countsForBrake = ({ family }: Pick<Reminder, 'family'>): boolean => family !== 'reply';

/** A person has looked at it and lets it go. */
const isLetGo = ({ cause, history }: Reminder): boolean =>
  cause === 'STAFF_RETRIED' || history.some(({ reason, by }) => reason === 'STAFF_RELEASED' && by !== undefined);

/** Held until somebody looks, however much has gone out today. */
export const isBraked = (row: Reminder, goneToday: number): boolean =>
  countsForBrake(row) && goneToday >= MOST_A_DAY && !isLetGo(row);
