import type { LedgerRecord, PersonRecord, ProviderMessageRecord, RunRecords } from '../records/types.js';

/** A message that really reached a person of the run, with the ledger rows that claim it. */
export interface PersonMessage {
  readonly message: ProviderMessageRecord;
  /** Everybody who has this number or address. */
  readonly people: readonly PersonRecord[];
  readonly rows: readonly LedgerRecord[];
}

/** A Message-ID may be noted with or without its angle brackets. */
export const plainId = (providerId: string): string => providerId.replace(/^<|>$/g, '');

const addTo = <T>(groups: Map<string, T[]>, key: string, value: T): void => {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
};

export const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) addTo(groups, keyOf(item), item);
  return groups;
};

/** Provider ids by row, each once, however often the row names it. */
export const rowsByProviderId = (ledger: readonly LedgerRecord[]): ReadonlyMap<string, readonly LedgerRecord[]> => {
  const rows = new Map<string, LedgerRecord[]>();
  for (const row of ledger) for (const id of new Set(row.providerIds.map(plainId))) addTo(rows, id, row);
  return rows;
};

export const addressOf = (person: PersonRecord, channel: 'sms' | 'email'): string | undefined =>
  (channel === 'sms' ? person.phone : person.email)?.toLowerCase();

const peopleByAddress = (people: readonly PersonRecord[]): ReadonlyMap<string, readonly PersonRecord[]> => {
  const byAddress = new Map<string, PersonRecord[]>();
  for (const person of people) {
    for (const channel of ['sms', 'email'] as const) {
      const address = addressOf(person, channel);
      if (address !== undefined) addTo(byAddress, address, person);
    }
  }
  return byAddress;
};

/** Mail to staff is left out: its addressees are nobody's client. */
export const personMessages = (records: RunRecords): readonly PersonMessage[] => {
  const rows = rowsByProviderId(records.ledger);
  const people = peopleByAddress(records.people);
  return records.providerMessages.flatMap((message) => {
    const reached = people.get(message.to.toLowerCase());
    if (reached === undefined) return [];
    return [{ message, people: reached, rows: rows.get(plainId(message.providerId)) ?? [] }];
  });
};

/** The person meant: the one whose row it is, or the only one there is. */
export const personOf = ({ people, rows }: PersonMessage): PersonRecord | undefined =>
  people.find((person) => rows.some((row) => row.clientRef === person.clientRef)) ?? people[0];

/** Where the person lives at an instant. People act before messages leave, so a move of that very instant counts. */
export const zoneAt = (person: PersonRecord, at: string): string => {
  const begun = person.zones.filter((one) => Date.parse(one.from) <= Date.parse(at));
  return (begun.at(-1) ?? person.zones[0])?.zone ?? 'UTC';
};

/** How a message is named in a problem: never its text. */
export const nameOf = (message: ProviderMessageRecord): string =>
  `${message.channel} ${plainId(message.providerId)} at ${message.at}`;
