import type { MachineTime } from '@aftercare/kernel';
import { OutboxStore, type OpenRows, type Page } from '../outbox/outbox-store.js';
import type { OutboxRow } from '../store/rows.js';
import type { MemoryStore } from './memory-store.js';

const compare = (a: string | number, b: string | number): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};
const inOrder = (a: OutboxRow, b: OutboxRow): number =>
  compare(a.shard, b.shard) ||
  compare(a.key, b.key) ||
  compare(a.order.version, b.order.version) ||
  compare(a.order.index, b.order.index);

/** The relay's view of a MemoryStore. */
export class MemoryOutboxStore extends OutboxStore {
  constructor(
    private readonly store: MemoryStore,
    private readonly machine: MachineTime,
  ) {
    super();
  }

  override async open({ shards, fromKey = '', limit }: Page): Promise<OpenRows> {
    const rows = this.rows().filter((row) => shards.includes(row.shard) && row.key >= fromKey);
    return { rows: rows.sort(inOrder).slice(0, limit), more: rows.length >= limit };
  }

  override async markPublished(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.mark(id, { publishedAt: new Date(this.machine.nowMs()) });
  }

  override async markAbandoned(id: string): Promise<void> {
    this.mark(id, { abandonedAt: new Date(this.machine.nowMs()) });
  }

  override async countOpen(): Promise<number> {
    return this.rows().length;
  }

  /** Nobody knows here who wrote, so every row rings. */
  override watch(ring: () => void): () => Promise<void> {
    let ended = false;
    this.store.onPublish(() => {
      if (!ended) ring();
    });
    return async () => {
      ended = true;
    };
  }

  private rows(): OutboxRow[] {
    return [...this.store.outbox.values()].filter((row) => row.publishedAt === null && row.abandonedAt === null);
  }

  private mark(id: string, marks: Partial<OutboxRow>): void {
    const row = this.store.outbox.get(id);
    if (row !== undefined) this.store.outbox.set(id, { ...row, ...marks });
  }
}
