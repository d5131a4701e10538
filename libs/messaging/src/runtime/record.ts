import type { Envelope, EventContract } from '@aftercare/contracts';
import type { Reaction } from '../reaction.js';
import type { ParkCause } from '../store/rows.js';

/** A record as it lies in the log; the topic is without the installation's prefix. */
export interface LogRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** An event of any contract, its data parsed by it. */
export type ParsedEvent = Envelope;
/** The runtime does not know the types of a reaction; it only hands them through. */
export type AnyReaction = Reaction<unknown, EventContract, unknown>;

/** A record after parsing: an event for this reaction, a record at fault, or one that nobody here asked for. */
export type Item =
  | { readonly kind: 'event'; readonly id: string; readonly record: LogRecord; readonly event: ParsedEvent }
  | { readonly kind: 'fault'; readonly id: string; readonly record: LogRecord; readonly cause: ParkCause };

export type Parsed = Item | { readonly kind: 'ignored' };
