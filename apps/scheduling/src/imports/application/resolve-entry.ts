import type { ImportEntry, ImportReason, ImportRow } from '../domain/entry.js';
import { named, nameKey } from '../domain/mapping.js';
import type { ImportMapping, ServiceMapping } from '../domain/mapping.js';
import type { ImportHouse, KnownContacts } from './import-directory.js';

/** An entry with every name tied to a record of the clinic. */
export interface ResolvedEntry {
  readonly line: number;
  readonly entry: ImportEntry;
  readonly clientRef: string;
  readonly practitionerId: string;
  readonly techniques: readonly string[];
  readonly areas: readonly string[];
}

export interface Names {
  readonly house: ImportHouse;
  readonly contacts: KnownContacts;
  readonly mapping: ImportMapping;
  /** Of those that the mapping names. */
  readonly mappedRefs: ReadonlySet<string>;
}

/** What the mapping says about a client, before anything is looked up. */
export const mappedClient = (entry: ImportEntry, mapping: ImportMapping): string | undefined =>
  [entry.uid, entry.series, ...entry.emails, ...entry.phones].flatMap((name) => named(mapping.clients, name) ?? [])[0];

const serviceOf = (entry: ImportEntry, { mapping, house }: Names): ServiceMapping | undefined => {
  const mapped = named(mapping.services, entry.service);
  if (mapped !== undefined) return mapped;
  const known = house.catalogue?.techniques.find(
    ({ code, name, archived }) => !archived && [nameKey(code), nameKey(name)].includes(nameKey(entry.service)),
  );
  return known === undefined ? undefined : { techniques: [known.code] };
};

const practitionerOf = (entry: ImportEntry, { mapping, house }: Names): string | undefined => {
  const mapped = named(mapping.practitioners, entry.practitioner);
  const byName = house.practitioners.find(({ name }) => nameKey(name) === nameKey(entry.practitioner))?.id;
  const active = house.practitioners.filter((practitioner) => practitioner.active);
  const only = active.length === 1 ? active[0]?.id : undefined;
  const id = mapped ?? byName ?? mapping.defaultPractitioner ?? only;
  return house.practitioners.some((practitioner) => practitioner.id === id) ? id : undefined;
};

const clientOf = (entry: ImportEntry, { mapping, contacts, mappedRefs }: Names): string => {
  const mapped = mappedClient(entry, mapping);
  if (mapped !== undefined) return mappedRefs.has(mapped) ? mapped : 'UNMAPPED_CLIENT';
  const [first, second] = contacts.refsOf(entry);
  if (first === undefined) return 'UNMAPPED_CLIENT';
  return second === undefined ? first : 'AMBIGUOUS_CLIENT';
};

const aside = (line: number, entry: ImportEntry, reason: ImportReason): ImportRow => ({
  line,
  outcome: 'ignored',
  reason,
  startsAt: entry.startsAt,
});

const isReason = (value: string): value is 'UNMAPPED_CLIENT' | 'AMBIGUOUS_CLIENT' =>
  value === 'UNMAPPED_CLIENT' || value === 'AMBIGUOUS_CLIENT';

/** Ties an entry to the clinic's records, or says what it cannot be tied to. Nothing is guessed. */
export const resolveEntry = (line: number, entry: ImportEntry, names: Names): ResolvedEntry | ImportRow => {
  const clientRef = clientOf(entry, names);
  if (isReason(clientRef)) return aside(line, entry, clientRef);
  const service = serviceOf(entry, names);
  if (service === undefined) return aside(line, entry, 'UNMAPPED_SERVICE');
  const practitionerId = practitionerOf(entry, names);
  if (practitionerId === undefined) return aside(line, entry, 'UNMAPPED_PRACTITIONER');
  return { line, entry, clientRef, practitionerId, techniques: service.techniques, areas: service.areas ?? [] };
};
