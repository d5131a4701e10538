import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { EdgeSettings } from '../../application/edge-settings.js';
import { JudgeRequest } from '../../application/judge-request.js';
import { RateLimits, TooManyRequestsError } from '../../application/rate-limits.js';
import { routeOf } from '../../domain/route.js';

/** Probes, the director and provider callbacks, which come in bursts from few addresses and are signed. */
const UNLIMITED = /^\/(health\/|metrics|internal\/|hooks\/)/u;

/** Allowances per network address, and per link of a client page or session of the console. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(
    private readonly limits: RateLimits,
    private readonly settings: EdgeSettings,
    private readonly judge: JudgeRequest,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    if (UNLIMITED.test(request.originalUrl)) return true;
    try {
      this.spend(request);
    } catch (error) {
      if (error instanceof TooManyRequestsError)
        http.getResponse<Response>().setHeader('retry-after', error.retryAfterSeconds);
      throw error;
    }
    return true;
  }

  private spend(request: Request): void {
    const { perAddress, perToken } = this.settings.values;
    this.limits.spend(`address ${this.judge.addressOf(request)}`, perAddress);
    const route = routeOf(request.originalUrl);
    const token = route?.kind === 'page' ? route.linkToken : this.judge.sessionTokenOf(request);
    if (token !== undefined) this.limits.spend(`token ${token}`, perToken);
  }
}
