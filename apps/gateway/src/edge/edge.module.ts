import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuditModule } from '../audit/audit.module.js';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { ForwardingController } from './adapters/http/forwarding.controller.js';
import { HttpOwnPageForwarding } from './adapters/http/http-own-page-forwarding.js';
import { RateLimitGuard } from './adapters/http/rate-limit.guard.js';
import { ServiceCalls } from './adapters/http/service-calls.js';
import { JudgeRequest } from './application/judge-request.js';
import { OwnPageForwarding } from './application/own-page-forwarding.js';
import { RateLimits } from './application/rate-limits.js';

@Module({
  imports: [AuditModule, SignInModule],
  controllers: [ForwardingController],
  providers: [
    ...[JudgeRequest, RateLimits, ServiceCalls],
    { provide: OwnPageForwarding, useClass: HttpOwnPageForwarding },
    { provide: APP_GUARD, useClass: RateLimitGuard },
  ],
  exports: [JudgeRequest, RateLimits, OwnPageForwarding],
})
export class EdgeModule {}
