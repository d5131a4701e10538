import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuditModule } from '../audit/audit.module.js';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { ForwardingController } from './adapters/http/forwarding.controller.js';
import { RateLimitGuard } from './adapters/http/rate-limit.guard.js';
import { JudgeRequest } from './application/judge-request.js';
import { RateLimits } from './application/rate-limits.js';

@Module({
  imports: [AuditModule, SignInModule],
  controllers: [ForwardingController],
  providers: [JudgeRequest, RateLimits, { provide: APP_GUARD, useClass: RateLimitGuard }],
  exports: [JudgeRequest, RateLimits],
})
export class EdgeModule {}
