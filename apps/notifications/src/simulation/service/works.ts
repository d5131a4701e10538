import type { DueWork } from '@aftercare/kernel';
import type { Watch } from '../model/watch.js';
import type { WorldClock } from '../outside/world-clock.js';
import type { Durable } from './durable.js';
import type { ServiceProcess } from './process.js';

/** Machine milliseconds between two looks of one work. */
const POLL_MS = 250;

interface Around {
  readonly clock: WorldClock;
  readonly watch: Watch;
  readonly durable: Durable;
}

interface Beat {
  readonly work: DueWork;
  readonly isDue: () => boolean;
  busy: boolean;
  restUntilMs: number;
}

/** Drives a process's due work as the platform's driver does: one round at a time, again after a pause while anything is due. */
export class Works {
  private readonly beats: readonly Beat[];

  constructor(
    private readonly process: ServiceProcess,
    private readonly around: Around,
  ) {
    const { clock, watch, durable } = around;
    const { send, held, doubts, unheard, replies, replan } = process.works;
    const beat = (work: DueWork, isDue: () => boolean): Beat => ({ work, isDue, busy: false, restUntilMs: 0 });
    this.beats = [
      beat(send, () => watch.ledger.next.planned <= clock.ms),
      beat(held, () => watch.ledger.next.held <= clock.ms),
      beat(doubts, () => watch.ledger.next.unknown <= clock.ms),
      beat(unheard, () => watch.ledger.next.unheard <= clock.ms),
      beat(replies, () => durable.replies.unfinished.length > 0),
      beat(replan, () => durable.replannings.some(({ phase }) => phase !== 'done')),
    ];
  }

  kick(): void {
    for (const beat of this.beats)
      if (!beat.busy && beat.restUntilMs <= this.nowMs && beat.isDue()) void this.fire(beat);
  }

  private async fire(beat: Beat): Promise<void> {
    beat.busy = true;
    try {
      await beat.work.fire(this.around.clock.now());
    } catch {
      // The driver logs it and looks again.
    } finally {
      beat.busy = false;
      beat.restUntilMs = this.nowMs + POLL_MS;
    }
  }

  private get nowMs(): number {
    return this.process.ports.machine.nowMs();
  }
}
