import type { MachineTime } from '@aftercare/kernel';

/** More than this in a minute is no bad event but a bad deployment: the group stands still until somebody looks. */
export const PARKED_PER_MINUTE = 20;
const MINUTE_MS = 60_000;

/** The 21st record of a minute is not parked; the group is paused in front of it, so that nothing more leaves its order. */
export class GroupPausedError extends Error {
  constructor(readonly causeCode: string) {
    super(`more than ${PARKED_PER_MINUTE} records parked in a minute, the last for ${causeCode}`);
    this.name = 'GroupPausedError';
  }
}

export class ParkingLimit {
  private times: number[] = [];

  constructor(private readonly machine: MachineTime) {}

  /** How many may still be parked now. */
  room(): number {
    const since = this.machine.nowMs() - MINUTE_MS;
    this.times = this.times.filter((time) => time > since);
    return PARKED_PER_MINUTE - this.times.length;
  }

  parked(count: number): void {
    const now = this.machine.nowMs();
    for (let index = 0; index < count; index += 1) this.times.push(now);
  }
}
