import type { Life, Scheduler, SeededRandom } from '@aftercare/testing';
import { Bell } from '../../reminders/application/sending/shards.js';
import type { Slot } from '../../reminders/application/sending/shards.js';

type Answer = (slot: Slot) => Promise<void>;

/** What rings go through: may lose, repeat and keep them, and be wiped at any time. */
export class Redis {
  isDown = false;
  /** Chances of a ring. */
  luck = { lost: 0, twice: 0, late: 0 };
  private readonly listeners = new Map<Life, Answer>();
  private wipes = 0;

  constructor(
    private readonly scheduler: Scheduler,
    private readonly random: SeededRandom,
  ) {}

  wipe(): void {
    this.wipes += 1;
  }

  listen(life: Life, answer: Answer): void {
    this.listeners.set(life, answer);
  }

  take(slot: Slot): void {
    if (this.isDown) throw new Error('Redis is away');
    if (this.random.chance(this.luck.lost)) return;
    this.deliver(
      slot,
      this.random.chance(this.luck.late) ? this.random.between(300, 20_000) : this.random.between(0, 4),
    );
    if (this.random.chance(this.luck.twice)) this.deliver(slot, this.random.between(0, 8000));
  }

  private deliver(slot: Slot, ms: number): void {
    const living = [...this.listeners].filter(([life]) => life.isAlive);
    const [first, ...rest] = living;
    if (first === undefined) return;
    const [life, answer] = this.random.pick([first, ...rest]);
    const before = this.wipes;
    // A job that fails is rung for again by the promoter, or its rows are due at the next look.
    void this.scheduler.sleep(life, ms, ms > 300).then(() => {
      if (this.wipes === before) answer(slot).catch(() => undefined);
    });
  }
}

/** A process's end of it. */
export class OwnBell extends Bell {
  constructor(
    private readonly redis: Redis,
    private readonly life: Life,
  ) {
    super();
  }

  override async ring(slot: Slot): Promise<void> {
    this.redis.take(slot);
  }

  override async listen(answer: Answer): Promise<void> {
    this.redis.listen(this.life, answer);
  }

  override async close(): Promise<void> {
    return undefined;
  }
}
