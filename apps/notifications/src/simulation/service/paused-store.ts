import { Store } from '@aftercare/messaging';
import type { Attempt, Fence, MemoryStore } from '@aftercare/messaging';
import type { Life, Scheduler } from '@aftercare/testing';

/** The store as one process sees it: it may die, or the store be away, before a commit and after it. */
export class PausedStore extends Store {
  constructor(
    private readonly store: MemoryStore,
    private readonly scheduler: Scheduler,
    private readonly life: Life,
  ) {
    super();
  }

  override async attempt<T>(work: (attempt: Attempt) => Promise<T>, fence?: Fence): Promise<T> {
    const result = await this.store.attempt(async (attempt) => {
      const made = await work(attempt);
      await this.scheduler.call(this.life, 'store.commit', () => Promise.resolve());
      return made;
    }, fence);
    await this.scheduler.sleep(this.life, 0);
    return result;
  }

  override claim(fenceId: string): Promise<Fence> {
    return this.scheduler.call(this.life, 'store.claim', () => this.store.claim(fenceId));
  }

  override seen(inboxIds: readonly string[]): ReturnType<Store['seen']> {
    return this.scheduler.call(this.life, 'store.seen', () => this.store.seen(inboxIds));
  }

  override onPublish(listener: () => void): void {
    this.store.onPublish(listener);
  }
}
