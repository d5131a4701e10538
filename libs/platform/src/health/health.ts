import { Controller, Get, Inject, Injectable, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Open } from '../identity/access.js';

/** Says what is wrong, in words an operator understands; empty when all is well. */
type HealthCheck = () => readonly string[] | Promise<readonly string[]>;

/** A check that itself hangs makes the process unready after this time. */
const CHECK_TIMEOUT_MS = 2000;

const timeOut = (): Promise<readonly string[]> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(['no answer in time']), CHECK_TIMEOUT_MS).unref();
  });

const ask = async (check: HealthCheck): Promise<readonly string[]> => {
  try {
    return await Promise.race([check(), timeOut()]);
  } catch {
    return ['the check failed'];
  }
};

/** Readiness of the process: whoever can make it unfit registers a check. */
@Injectable()
export class Health {
  private readonly checks = new Map<string, HealthCheck>();
  private phase: 'starting' | 'serving' | 'stopping' = 'starting';

  /** `check` is asked at each look at `/health/ready`. */
  register(name: string, check: HealthCheck): void {
    this.checks.set(name, check);
  }

  serving(): void {
    if (this.phase === 'starting') this.phase = 'serving';
  }

  stopping(): void {
    this.phase = 'stopping';
  }

  /** `name: problem` lines; empty when the process may take work. */
  async problems(): Promise<readonly string[]> {
    const own = this.phase === 'serving' ? [] : [`process: ${this.phase}`];
    const found = await Promise.all(
      [...this.checks].map(async ([name, check]) => (await ask(check)).map((problem) => `${name}: ${problem}`)),
    );
    return [...own, ...found.flat()];
  }
}

@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(@Inject(Health) private readonly health: Health) {}

  @Open()
  @Get('live')
  live(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  @Open()
  @Get('ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<object> {
    const problems = await this.health.problems();
    if (problems.length === 0) return { status: 'ok' };
    response.status(503);
    return { status: 'not-ready', problems };
  }
}
