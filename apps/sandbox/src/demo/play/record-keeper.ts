import type { AnswersRecord, BookingRecord, InboundRecord, PersonRecord, RuleChangeRecord } from '../records/types.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What the scenario did, as it did it. */
export class RecordKeeper {
  readonly bookings: BookingRecord[] = [];
  readonly answers: AnswersRecord[] = [];
  readonly inbound: InboundRecord[] = [];
  readonly rules: RuleChangeRecord[] = [];
  private readonly persons = new Map<string, Mutable<PersonRecord>>();

  person(record: PersonRecord): void {
    this.persons.set(record.clientRef, { ...record });
  }

  moved(clientRef: string, from: Date, zone: string): void {
    const person = this.persons.get(clientRef);
    if (person !== undefined) person.zones = [...person.zones, { from: from.toISOString(), zone }];
  }

  consented(clientRef: string, consents: PersonRecord['consents']): void {
    const person = this.persons.get(clientRef);
    if (person !== undefined) person.consents = [...person.consents, ...consents];
  }

  people(): readonly PersonRecord[] {
    return [...this.persons.values()];
  }
}
