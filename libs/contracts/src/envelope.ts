import * as z from 'zod';
import type { DataOf, EventContract } from './define-event.js';
import { read } from './read.js';

/** CloudEvents 1.0, structured mode; names are the specification's, lower case. `clinicid` is our extension attribute. */
export const envelopeSchema = z.object({
  specversion: z.literal('1.0'),
  id: z.string().min(1),
  source: z.string().min(1),
  type: z.string().min(1),
  /** Product time of the fact, RFC 3339. */
  time: z.iso.datetime({ offset: true }),
  datacontenttype: z.literal('application/json').optional(),
  clinicid: z.string().min(1),
  partitionkey: z.string().min(1),
  correlationid: z.string().min(1),
  causationid: z.string().min(1).optional(),
  traceparent: z.string().optional(),
  data: z.unknown(),
});
export type Envelope = z.output<typeof envelopeSchema>;

/** The events of a contract, or of each contract of a union: a discriminated union on `type`. */
export type EventOf<C> =
  C extends EventContract<infer TType>
    ? Omit<Envelope, 'type' | 'data'> & { readonly type: TType; readonly data: DataOf<C> }
    : never;

/** What the writer of an event must know; everything else follows from the contract. */
export interface EventHead {
  readonly id: string;
  /** URI reference of the producer, `/aftercare/<service>`. Uniqueness is source + id. */
  readonly source: string;
  readonly time: Date;
  readonly clinicId: string;
  readonly correlationId: string;
  readonly causationId?: string | undefined;
  readonly traceparent?: string | undefined;
}

let latest = { ms: Number.NaN, text: '' };

/** A batch says all its events at one instant. */
const textOf = (time: Date): string => {
  const ms = time.getTime();
  if (ms !== latest.ms) latest = { ms, text: time.toISOString() };
  return latest.text;
};

/** Strict for writing: data that breaks its contract throws here, before anything is stored. */
export const createEvent = <C extends EventContract>(contract: C, data: DataOf<C>, head: EventHead): Envelope => {
  const parsed = read(contract.data, data);
  return {
    specversion: '1.0',
    id: head.id,
    source: head.source,
    type: contract.type,
    time: textOf(head.time),
    datacontenttype: 'application/json',
    clinicid: head.clinicId,
    partitionkey: contract.partitionKey(parsed),
    correlationid: head.correlationId,
    // Undefined where there is none: JSON leaves it out, and a spread in the middle costs more than all the rest.
    causationid: head.causationId,
    traceparent: head.traceparent,
    data: parsed,
  };
};
