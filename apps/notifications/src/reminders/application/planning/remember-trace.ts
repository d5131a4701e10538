import { isRecorded } from '@aftercare/messaging';
import type { Reminder } from '../../domain/reminder.js';

interface Rows {
  readonly rows: readonly Reminder[];
}

/**
 * New rows remember the trace in which they were planned, so that the call that sends them weeks later can point back to it.
 * Rows that were there keep theirs. Nothing is remembered of a trace that nobody records.
 */
export const rememberTrace = <T extends Rows | undefined>(
  state: T,
  { traceparent }: { readonly traceparent?: string | undefined },
): T => {
  if (state === undefined || !isRecorded(traceparent)) return state;
  if (!state.rows.some(isNew)) return state;
  return { ...state, rows: state.rows.map((row) => (isNew(row) ? { ...row, traceparent } : row)) };
};

/** Made by this decision or an earlier one of the same batch. */
const isNew = (row: Reminder): boolean => row.version === 0 && row.traceparent === undefined;
