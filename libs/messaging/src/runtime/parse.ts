import { envelopeSchema, safeRead, type Envelope, type EventContract } from '@aftercare/contracts';
import type * as z from 'zod';
import type { LogRecord, Parsed } from './record.js';

/** Events are thin; something larger is not one of ours. */
export const MAX_EVENT_BYTES = 1_000_000;
const DETAIL_LENGTH = 300;

export const inboxId = (group: string, event: { readonly source: string; readonly id: string }): string =>
  `${group}|${event.source}|${event.id}`;
const placeId = (group: string, record: LogRecord): string =>
  `${group}|dead|${record.topic}|${record.partition}|${record.offset}`;

/** `aftercare.scheduling.booking.confirmed.v1` -> `aftercare.scheduling.booking.confirmed`. */
const nameOfType = (type: string): string => type.replace(/\.v\d+$/, '');

/** Paths and codes only: a value could be anything. */
const detailOf = (error: z.ZodError): string =>
  error.issues
    .map((issue) => `${issue.path.map(String).join('.') || 'envelope'}: ${issue.code}`)
    .join('; ')
    .slice(0, DETAIL_LENGTH);

/** Reads records for one consumer group by the contracts of its reaction. */
export class RecordParser {
  private readonly byType: ReadonlyMap<string, EventContract>;
  private readonly names: ReadonlySet<string>;

  constructor(
    private readonly group: string,
    contracts: readonly EventContract[],
  ) {
    this.byType = new Map(contracts.map((contract) => [contract.type, contract]));
    this.names = new Set(contracts.map((contract) => nameOfType(contract.type)));
  }

  parse(record: LogRecord): Parsed {
    const { value } = record;
    if (value === null) return this.fault(record, 'TOMBSTONE', 'a record without a value');
    if (value.length > MAX_EVENT_BYTES) return this.fault(record, 'TOO_LARGE', `${value.length} bytes`);
    const json = jsonOf(value);
    if (json === undefined) return this.fault(record, 'NOT_JSON', `${value.length} bytes`);
    const envelope = safeRead(envelopeSchema, json);
    if (!envelope.success) return this.fault(record, 'NOT_AN_ENVELOPE', detailOf(envelope.error));
    return this.event(record, envelope.data);
  }

  private event(record: LogRecord, envelope: Envelope): Parsed {
    const id = inboxId(this.group, envelope);
    const contract = this.byType.get(envelope.type);
    if (contract === undefined) {
      if (!this.names.has(nameOfType(envelope.type))) return { kind: 'ignored' };
      return {
        kind: 'fault',
        id,
        record,
        cause: { code: 'UNKNOWN_VERSION', detail: envelope.type.slice(0, DETAIL_LENGTH) },
      };
    }
    const data = safeRead(contract.data, envelope.data);
    if (!data.success)
      return { kind: 'fault', id, record, cause: { code: 'CONTRACT_BROKEN', detail: detailOf(data.error) } };
    // The parser's own fresh object: another copy of each event would be for nothing.
    envelope.data = data.data;
    return { kind: 'event', id, record, event: envelope };
  }

  private fault(record: LogRecord, code: string, detail: string): Parsed {
    return { kind: 'fault', id: placeId(this.group, record), record, cause: { code, detail } };
  }
}

const jsonOf = (value: Buffer): unknown => {
  try {
    return JSON.parse(value.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
};
