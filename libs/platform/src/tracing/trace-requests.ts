import { openSpan } from '@aftercare/messaging';
import type { NextFunction, Request, Response } from 'express';
import { routeOf } from '../edge/route-of.js';
import { callerOf } from '../identity/caller.js';
import type { Caller } from '../identity/caller.js';

const clinicOf = (caller: Caller) => (caller.kind === 'staff' ? { clinicId: caller.clinicId } : {});

/**
 * A span per request, named by the template of its route: an address may hold a token. At the front door every request begins
 * a trace of its own: who asks from outside decides neither what is recorded nor what belongs together.
 */
export const traceRequests =
  (isFrontDoor: boolean) =>
  (request: Request, response: Response, next: NextFunction): void => {
    const { method } = request;
    const parent = (isFrontDoor ? undefined : request.get('traceparent')) ?? 'none';
    const span = openSpan(method, { kind: 'server', parent, facts: { method } });
    if (span === undefined) {
      next();
      return;
    }
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
