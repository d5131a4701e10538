import { MachineTime } from '@aftercare/kernel';

/** Machine time that tests move; a sleep advances it at once. */
export class ManualMachineTime extends MachineTime {
  constructor(public ms = 1_800_000_000_000) {
    super();
  }

  override nowMs(): number {
    return this.ms;
  }

  override async sleep(ms: number): Promise<void> {
    this.ms += ms;
  }
}
