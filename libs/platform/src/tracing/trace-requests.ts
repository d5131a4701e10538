import { isTracing, openSpan } from '@aftercare/messaging';
import type { OpenSpan } from '@aftercare/messaging';
import type { NextFunction, Request, Response } from 'express';
import { routeOf } from '../edge/route-of.js';
import { callerOf } from '../identity/caller.js';
import type { Caller } from '../identity/caller.js';

const clinicOf = (caller: Caller) => ('clinicId' in caller ? { clinicId: caller.clinicId } : {});

const spanOf = (request: Request, isFrontDoor: boolean): OpenSpan | undefined => {
  const { method } = request;
  const parent = (isFrontDoor ? undefined : request.get('traceparent')) ?? 'none';
  return openSpan(method, { kind: 'server', parent, facts: { method } });
};

/**
 * A span per request, named by the template of its route: an address may hold a token. At the front door every request begins
 * a trace of its own: who asks from outside decides neither what is recorded nor what belongs together.
 */
export const traceRequests =
  (isFrontDoor: boolean) =>
  (request: Request, response: Response, next: NextFunction): void => {
    const span = isTracing() ? spanOf(request, isFrontDoor) : undefined;
    if (span === undefined) {
      next();
      return;
    }
    const { method } = request;
    response.once('close', () => {
      const route = routeOf(request);
      const status = response.statusCode;
      span.rename(`${method} ${route}`);
      span.tell({ route, status, ...clinicOf(callerOf(request)) });
      if (status >= 500) span.fail(String(status));
      span.end();
    });
    span.run(next);
  };
