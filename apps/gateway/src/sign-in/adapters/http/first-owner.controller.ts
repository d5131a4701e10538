import { Open } from '@aftercare/platform';
import { Body, Controller, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { CreateFirstOwner } from '../../../accounts/application/create-first-owner.js';
import { AuditLog } from '../../../audit/application/ports.js';
import { JudgeRequest } from '../../../edge/application/judge-request.js';
import { LockOut } from '../../application/lock-out.js';
import { RequestSignInLink } from '../../application/request-sign-in-link.js';
import { firstOwnerRequest } from './auth.dto.js';
import type { FirstOwnerRequest } from './auth.dto.js';

interface Made {
  readonly accountId: string;
  readonly clinicId: string;
}

/** A clinic and its owner out of a one-time code. The owner then signs in by link, which proves the address. */
@Open()
@Controller('api/auth/first-owner')
export class FirstOwnerController {
  constructor(
    private readonly create: CreateFirstOwner,
    private readonly requestLink: RequestSignInLink,
    private readonly lockOut: LockOut,
    private readonly judge: JudgeRequest,
    private readonly audit: AuditLog,
  ) {}

  @Post()
  async make(@Body({ schema: firstOwnerRequest }) body: FirstOwnerRequest, @Req() request: Request): Promise<Made> {
    this.judge.refuseCrossSite(request);
    const sender = this.judge.addressOf(request);
    await this.lockOut.count('code', sender);
    const { accountId, clinicId, email } = await this.create.execute(body);
    await this.audit.append(clinicId, { actor: accountId, action: 'first-owner', subject: accountId });
    await this.lockOut.clear('code', sender);
    await this.requestLink.execute(email);
    return { accountId, clinicId };
  }
}
