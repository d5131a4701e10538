import type { Reminder } from '../../domain/reminder.js';
import type { Settlement } from './ledger.js';

/** A look at what became of the row that carries it comes after that row's own. */
const LOOK_AFTER_MS = 60_000;

/** They go together again, once it goes. */
const together = (row: Reminder, { row: { id: note }, silent, dueAt }: Settlement, at: Date): Settlement => {
  if (silent !== true) return { row, to: 'planned', reason: 'MERGED', note, dueAt: dueAt ?? at };
  return { row, to: 'planned', silent, ...(dueAt === undefined ? {} : { dueAt }) };
};

/** What becomes of a form with the message that takes it along. */
export const settlementOfForm = (row: Reminder, carrier: Settlement, at: Date): Settlement => {
  const note = carrier.row.id;
  const channel = carrier.channel === undefined ? {} : { channel: carrier.channel };
  switch (carrier.to) {
    case 'sent':
    case 'delivered':
      return { row, to: 'skipped', reason: 'MERGED', note, ...channel };
    case 'rehearsed':
      return { row, to: 'rehearsed', reason: 'REHEARSAL', note, ...channel };
    case 'unknown': {
      const lookAt = new Date((carrier.lookAt ?? at).getTime() + LOOK_AFTER_MS);
      return { row, to: 'unknown', reason: 'LOOKING_UP', lookAt, note, ...channel };
    }
    case 'planned':
      return together(row, carrier, at);
    default:
      return { row, to: 'planned', reason: 'MERGED', note, dueAt: at };
  }
};
