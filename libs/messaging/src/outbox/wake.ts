import { atMost } from '../store/deadline.js';

/** A bell: whoever waits goes on when it rings; a ring before the wait counts too. */
export class Wake {
  private rung = false;
  private waiting: (() => void) | undefined;

  get isRung(): boolean {
    return this.rung;
  }

  ring(): void {
    this.rung = true;
    this.waiting?.();
  }

  reset(): void {
    this.rung = false;
  }

  async wait(ms: number): Promise<void> {
    if (this.rung) return;
    const rang = new Promise<void>((resolve) => {
      this.waiting = resolve;
    });
    await atMost(ms, rang);
    this.waiting = undefined;
  }
}
