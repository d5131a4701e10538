import { CurrentStaff, Staff } from '@aftercare/platform';
import type { StaffCaller } from '@aftercare/platform';
import { Controller, Get } from '@nestjs/common';
import { SendingHealthQuery } from '../mongo/sending-health.query.js';
import type { SendingHealth } from '../mongo/sending-health.query.js';

@Staff('owner', 'manager', 'practitioner', 'front-desk', 'integrator')
@Controller('v1/sending-health')
export class SendingHealthController {
  constructor(private readonly health: SendingHealthQuery) {}

  @Get()
  read(@CurrentStaff() { clinicId }: StaffCaller): Promise<SendingHealth> {
    return this.health.of(clinicId);
  }
}
