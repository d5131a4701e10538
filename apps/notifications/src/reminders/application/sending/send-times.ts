import { Activity, Clock, MachineTime } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';

/** Both kinds of time, and who is told about work. */
@Injectable()
export class SendTimes {
  constructor(
    readonly clock: Clock,
    readonly machine: MachineTime,
    readonly activity: Activity,
  ) {}
}
