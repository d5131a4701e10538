import type { LedgerRecord, ProviderMessageRecord, RunRecords } from '../records/types.js';
import type { Check } from './check.js';
import { groupBy, nameOf, personMessages, plainId, type PersonMessage } from './people-messages.js';

const ownership = ({ message, people, rows }: PersonMessage): readonly string[] => {
  const [row] = rows;
  if (row === undefined) return [`${nameOf(message)} belongs to no ledger row`];
  if (rows.length > 1)
    return [`${nameOf(message)} belongs to ${rows.length} rows: ${rows.map((one) => one.reminderId).join(', ')}`];
  if (people.some((person) => person.clientRef === row.clientRef && person.clinicId === row.clinicId)) return [];
  return [`${nameOf(message)} went to an address that is not of the client of row ${row.reminderId}`];
};

const repeats = (
  row: LedgerRecord,
  accepted: ReadonlyMap<string, readonly ProviderMessageRecord[]>,
): readonly string[] => {
  const own = [...new Set(row.providerIds.map(plainId))].flatMap((id) => accepted.get(id) ?? []);
  return [...groupBy(own, (message) => message.channel)]
    .filter(([, messages]) => messages.length > 1)
    .map(([channel, messages]) => `row ${row.reminderId} has ${messages.length} accepted messages by ${channel}`);
};

/** Each message to a person stands in one row of that person's ledger, and no row was said twice on one channel. */
export const oneRowPerMessage: Check = (records: RunRecords) => {
  const accepted = groupBy(records.providerMessages, (message) => plainId(message.providerId));
  return [...personMessages(records).flatMap(ownership), ...records.ledger.flatMap((row) => repeats(row, accepted))];
};
