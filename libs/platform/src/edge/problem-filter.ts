import { Catch, Inject } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AppLogger } from '../logging/app-logger.js';
import { problemOf } from './problem.js';
import type { ProblemAnswer } from './problem.js';

const NO_CACHE = 'no-store';

/** Answers `problem+json` for whatever a route throws; the id of the request is the problem's instance. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(AppLogger) private readonly logger: AppLogger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    // A reaction's error belongs to the messaging runtime.
    if (host.getType() !== 'http') throw error;
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const answer = problemOf(error);
    this.report(error, answer);
    if (response.headersSent) {
      response.end();
      return;
    }
    if (answer.retryAfterSeconds !== undefined) response.setHeader('retry-after', answer.retryAfterSeconds);
    if (answer.problem.status === 401) response.setHeader('www-authenticate', 'Bearer');
    response.setHeader('cache-control', NO_CACHE);
    response
      .status(answer.problem.status)
      .type('application/problem+json')
      .send(JSON.stringify({ ...answer.problem, ...instanceOf(http.getRequest<Request>()) }));
  }

  private report(error: unknown, { problem }: ProblemAnswer): void {
    if (problem.status === 500) this.logger.error('a request failed for an unknown reason', error, ProblemFilter.name);
    else if (problem.status === 503) this.logger.warn(`transient: ${problem.code}`, error, ProblemFilter.name);
    else this.logger.debug(`refused: ${problem.code}`, ProblemFilter.name);
  }
}

/** pino-http gives each request its id. */
const instanceOf = (request: Request): { readonly instance?: string } =>
  'id' in request && typeof request.id === 'string' ? { instance: `urn:aftercare:request:${request.id}` } : {};
