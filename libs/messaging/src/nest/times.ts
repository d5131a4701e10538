import { Clock, MachineTime } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';

/** Both kinds of time. */
@Injectable()
export class Times {
  constructor(
    readonly clock: Clock,
    readonly machine: MachineTime,
  ) {}
}
