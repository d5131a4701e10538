import { Clock, InvalidInputError, SteppedClock } from '@aftercare/kernel';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { z } from 'zod';
import { Open } from '../identity/access.js';
import { DueDriver } from './due-driver.js';
import { MAX_WAIT_MS, QuiescenceReport } from './quiescence.js';
import type { Quiescence } from './quiescence.js';

const wait = z.coerce.number().int().min(0).max(MAX_WAIT_MS).default(0);
const clockBody = z.strictObject({ now: z.iso.datetime({ offset: true }).transform((text) => new Date(text)), wait });
const quiescenceQuery = z.strictObject({ wait });
type ClockBody = z.output<typeof clockBody>;

/** The director's side of a process. Exists only with `CLOCK=stepped`. */
@ApiExcludeController()
@Open()
@Controller('internal')
export class ClockController {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(DueDriver) private readonly driver: DueDriver,
    @Inject(QuiescenceReport) private readonly report: QuiescenceReport,
  ) {}

  /** The new time holds; nothing fires. */
  @Post('clock/set')
  @HttpCode(200)
  set(@Body({ schema: clockBody }) body: ClockBody): Promise<Quiescence> {
    this.step(body.now);
    return this.report.after(body.wait);
  }

  /** What is due at the instant runs once. */
  @Post('clock/fire')
  @HttpCode(200)
  async fire(@Body({ schema: clockBody }) body: ClockBody): Promise<Quiescence> {
    this.step(body.now);
    const due = this.report.dueBy(body.now);
    if (due?.size === 0) return this.report.after(body.wait);
    const { failed } = await this.driver.fire(body.now, due);
    return this.report.after(body.wait, failed);
  }

  /** Time runs by itself from this instant on. */
  @Post('clock/release')
  @HttpCode(200)
  release(@Body({ schema: clockBody }) body: ClockBody): Promise<Quiescence> {
    const clock = this.step(body.now);
    clock.release();
    this.driver.start();
    return this.report.after(body.wait);
  }

  @Get('quiescence')
  quiescence(@Query({ schema: quiescenceQuery }) query: z.output<typeof quiescenceQuery>): Promise<Quiescence> {
    return this.report.after(query.wait);
  }

  private step(now: Date): SteppedClock {
    if (!(this.clock instanceof SteppedClock)) throw new Error('the clock endpoints need the stepped clock');
    try {
      this.clock.step(now);
    } catch {
      throw new InvalidInputError('the clock cannot go back', [
        { field: 'now', message: 'lies before the present instant' },
      ]);
    }
    return this.clock;
  }
}
