import type { OutboxRow } from '../store/rows.js';

/** A run of open rows: the given shards, or one shard from a key on. */
export interface Page {
  readonly shards: readonly number[];
  readonly fromKey?: string;
  readonly limit: number;
}

/** What the relay needs of the store that holds the outbox. */
export abstract class OutboxStore {
  /** Open rows in the order of shard, key, version, index. Fewer than `limit` rows with less than `PAGE_BYTES` together mean that these are all. */
  abstract open(page: Page): Promise<OpenRows>;
  abstract markPublished(ids: readonly string[]): Promise<void>;
  abstract markAbandoned(id: string): Promise<void>;
  abstract countOpen(): Promise<number>;
  /** Rings for rows that other processes wrote, and when some may have gone untold; the answer stops it. */
  abstract watch(ring: () => void): () => Promise<void>;
}

export interface OpenRows {
  readonly rows: readonly OutboxRow[];
  readonly more: boolean;
}

/** A page never holds more bytes than this, dead letters of several megabytes included. */
export const PAGE_BYTES = 4_000_000;
