import type { Fence, Store } from '../store/store.js';

/** The numbers with which this member may write, claimed at the first batch of a partition after it joined. */
export class PartitionFences {
  private readonly claimed = new Map<string, Promise<Fence>>();

  constructor(
    private readonly store: Store,
    private readonly group: string,
  ) {}

  async of(topic: string, partition: number): Promise<Fence> {
    const id = this.idOf(topic, partition);
    const fence = this.claimed.get(id) ?? this.store.claim(id);
    this.claimed.set(id, fence);
    try {
      return await fence;
    } catch (error) {
      this.claimed.delete(id);
      throw error;
    }
  }

  forget(topic: string, partition: number): void {
    this.claimed.delete(this.idOf(topic, partition));
  }

  /** kafkajs shows no generation, so each join starts anew. */
  forgetAll(): void {
    this.claimed.clear();
  }

  private idOf(topic: string, partition: number): string {
    return `${this.group}|${topic}|${partition}`;
  }
}
