import type { HistoryEntry, Reminder } from '../../domain/reminder.js';
import type { Settlement } from './ledger.js';

type Result = Omit<Settlement, 'row' | 'attempt'>;

const isTold = ([, value]: readonly [string, unknown]): boolean => value !== undefined;

/** What a result says in a row's history. */
export const settledEntry = ({ to, reason, dueAt, note }: Result, at: Date): HistoryEntry => ({
  at,
  to,
  ...Object.fromEntries(Object.entries({ reason, dueAt, note }).filter(isTold)),
});

/** What a result says in the row itself; what it does not name stays. */
export const settledFields = (result: Result, at: Date): Partial<Reminder> & Pick<Reminder, 'state'> => {
  const { to, reason, dueAt, channel, lookAt, heardBy, alone } = result;
  const told = { reason, dueAt, channel, lookAt, heardBy, alone };
  return {
    state: to,
    ...Object.fromEntries(Object.entries(told).filter(isTold)),
    ...(to === 'sent' || to === 'rehearsed' ? { sentAt: at } : {}),
    ...(to === 'unknown' ? { looks: 0 } : {}),
  };
};

/** A row in doubt is found again by the claim under which it was called. */
export const keepsClaim = ({ to }: Pick<Result, 'to'>): boolean => to === 'unknown';

/** A claimed row with its result, except for the version. */
export const settledRow = (claimed: Reminder, result: Result, at: Date): Reminder => {
  const { claim, ...row } = claimed;
  return {
    ...row,
    ...(keepsClaim(result) && claim !== undefined ? { claim } : {}),
    ...settledFields(result, at),
    history: result.silent === true ? row.history : [...row.history, settledEntry(result, at)],
  };
};
