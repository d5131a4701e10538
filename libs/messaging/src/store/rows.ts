import { TOPIC_PARTITIONS } from '@aftercare/contracts';

/** Leases of the relay: rows are spread over this many shards by their key. */
export const SHARDS = 8;

/** FNV-1a; the relay and whoever wants to know a key's partition must agree on it for ever. */
export const hashOfKey = (key: string): number => {
  let hash = 2166136261;
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), 16777619);
  return hash >>> 0;
};
export const shardOf = (key: string): number => hashOfKey(key) % SHARDS;
export const partitionOf = (key: string): number => hashOfKey(key) % TOPIC_PARTITIONS;

/** One record to publish. `_id` is the event's id; for a parked record the id of its inbox record. */
export interface OutboxRow {
  readonly _id: string;
  readonly shard: number;
  /** Without the installation's prefix. */
  readonly topic: string;
  readonly key: string;
  /** `version` of the document that said it, `index` within that decision: the order of a key's events. */
  readonly order: { readonly version: number; readonly index: number };
  /** The bytes as they are published; the relay never parses them. Null only for a parked tombstone. */
  readonly envelope: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Machine time. */
  readonly createdAt: Date;
  readonly publishedAt: Date | null;
  /** Set when Kafka refuses this very record for good (too large); it then holds nobody up. */
  readonly abandonedAt: Date | null;
  /** The process that wrote it, where several share the outbox: its own relay needs no notice. */
  readonly writer?: string;
}

export type NewRow = Omit<OutboxRow, 'shard' | 'publishedAt' | 'abandonedAt' | 'writer'>;

/** Written out rather than spread: this runs once per event. */
export const outboxRow = ({ _id, topic, key, order, envelope, headers, createdAt }: NewRow): OutboxRow => ({
  _id,
  shard: shardOf(key),
  topic,
  key,
  order,
  envelope,
  headers,
  createdAt,
  publishedAt: null,
  abandonedAt: null,
});

/** Written out for the same reason. */
export const writtenBy = (writer: string, row: OutboxRow): OutboxRow => ({
  _id: row._id,
  shard: row.shard,
  topic: row.topic,
  key: row.key,
  order: row.order,
  envelope: row.envelope,
  headers: row.headers,
  createdAt: row.createdAt,
  publishedAt: row.publishedAt,
  abandonedAt: row.abandonedAt,
  writer,
});

/** What one consumer group has seen. */
export interface InboxRecord {
  /** `group|source|id`, or `group|dead|topic|partition|offset` where the record has no readable id. */
  readonly _id: string;
  readonly outcome: 'handled' | 'parked';
  /** Machine time. */
  readonly handledAt: Date;
}

/** A parked record as it came, for `dlt`. The same bytes go to the dead-letter topic. */
export interface DeadLetter {
  /** The inbox record's id. */
  readonly _id: string;
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly cause: ParkCause;
  /** Machine time. */
  readonly parkedAt: Date;
  /** `asked`: somebody wants it run again; the service that owns the group does it. */
  readonly state: 'parked' | 'asked' | 'handled' | 'dropped';
}

/** Why a record was parked: a stable code, and where it broke. Never a value of the event or of a document. */
export interface ParkCause {
  readonly code: string;
  readonly detail: string;
}

/** Where the parked records of one consumer group of one topic go. */
export const deadLetterTopic = (topic: string, group: string): string => `${topic}.${group}.dlt`;
