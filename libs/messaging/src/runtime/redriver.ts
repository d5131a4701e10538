import { Logger } from '@nestjs/common';
import type { MachineTime } from '@aftercare/kernel';
import type { Redrive } from './redrive.js';

/** How soon a service notices that a redrive was asked for. Milliseconds. */
const LOOK_MS = 1000;

/** Looks now and then whether somebody asked for a parked record to run again. */
export class Redriver {
  private readonly logger = new Logger(Redriver.name);
  private closing = false;
  private loop: Promise<void> | undefined;

  constructor(
    private readonly redrives: readonly Redrive[],
    private readonly machine: MachineTime,
  ) {}

  start(): void {
    this.loop ??= this.run();
  }

  async close(): Promise<void> {
    this.closing = true;
    await this.loop;
  }

  private async run(): Promise<void> {
    while (!this.closing) {
      try {
        for (const redrive of this.redrives) await redrive.run();
      } catch (error) {
        this.logger.warn(`looking for redrives failed: ${error instanceof Error ? error.name : 'unknown'}`);
      }
      await this.pause();
    }
  }

  private async pause(): Promise<void> {
    const until = this.machine.nowMs() + LOOK_MS;
    while (!this.closing && this.machine.nowMs() < until) await this.machine.sleep(50);
  }
}
