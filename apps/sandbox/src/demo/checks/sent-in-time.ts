import type { LedgerRecord, RunRecords } from '../records/types.js';
import type { Check } from './check.js';
import { groupBy, plainId } from './people-messages.js';

const MOST_LATE_MS = 5 * 60_000;

const isExplained = (row: LedgerRecord): boolean =>
  row.reason !== undefined && row.history.some((entry) => entry.reason === row.reason);

const unexplained = (row: LedgerRecord): string =>
  row.reason === undefined ? 'has no reason' : `has no history entry that gives ${row.reason}`;

const isOnTime = (row: LedgerRecord, sentAt: number): boolean =>
  Math.abs(sentAt - Date.parse(row.firstDueAt)) <= MOST_LATE_MS;

/** Every row that fell due went out in time, or says why not. */
export const sentInTime =
  (until: Date): Check =>
  (records: RunRecords) => {
    const messages = groupBy(records.providerMessages, (message) => plainId(message.providerId));
    return records.ledger.flatMap((row) => {
      if (Date.parse(row.firstDueAt) > until.getTime() || isExplained(row)) return [];
      const sent = row.providerIds.flatMap((id) => messages.get(plainId(id)) ?? []).map(({ at }) => Date.parse(at));
      const first = sent.length === 0 ? undefined : Math.min(...sent);
      if (first !== undefined && isOnTime(row, first)) return [];
      const when = first === undefined ? `is ${row.state} and never left` : `left at ${new Date(first).toISOString()}`;
      return [`row ${row.reminderId} (${row.kind}), due ${row.firstDueAt}, ${when} and ${unexplained(row)}`];
    });
  };
