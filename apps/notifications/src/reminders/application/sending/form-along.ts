import type { Reminder } from '../../domain/reminder.js';
import type { Settlement } from './ledger.js';

/** A look at what became of the row that carries it comes after that row's own. */
const LOOK_AFTER_MS = 60_000;

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
      // They go together again, once it goes.
      if (carrier.silent === true)
        return { row, to: 'planned', silent: true, ...(carrier.dueAt === undefined ? {} : { dueAt: carrier.dueAt }) };
      return { row, to: 'planned', reason: 'MERGED', note, dueAt: carrier.dueAt ?? at };
    default:
      return { row, to: 'planned', reason: 'MERGED', note, dueAt: at };
  }
};
