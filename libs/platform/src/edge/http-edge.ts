import type { IncomingMessage } from 'node:http';
import { Activity } from '@aftercare/kernel';
import type { INestApplication } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { AppLogger } from '../logging/app-logger.js';
import { isQuietPath, requestLog } from '../logging/request-log.js';
import { Metrics } from '../metrics/metrics.js';
import { DirectorDoor } from '../time/director-door.js';
import { traceRequests } from '../tracing/trace-requests.js';
import { routeOf } from './route-of.js';

/** No form of ours needs more; larger bodies are refused before they are read. */
const BODY_LIMIT = '64kb';
/** A year of a clinic's calendar. */
const LARGE_BODY_LIMIT = '8mb';

/** Everything from our own origin only; no inline script. Styles may stand in attributes (charts). */
const security = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  // The token of a client page stands in its address.
  referrerPolicy: { policy: 'no-referrer' },
});

/** Event streams stay open for good; they are no work in hand. */
const isWork = (request: IncomingMessage): boolean =>
  !isQuietPath(request.url) && request.headers.accept !== 'text/event-stream';

type Step = (request: Request, response: Response, next: NextFunction) => void;

/** Probes and the director ask many times a second: they pass without log line, timer and page headers. */
const exceptQuiet =
  (step: Step): Step =>
  (request, response, next) => {
    if (isQuietPath(request.url)) next();
    else step(request, response, next);
  };

/** A stream that stays open for hours is no request to measure. */
const exceptIdle =
  (step: Step): Step =>
  (request, response, next) => {
    if (isWork(request)) step(request, response, next);
    else next();
  };

const countRequests = (activity: Activity) => (request: Request, response: Response, next: NextFunction) => {
  if (isWork(request)) response.once('close', activity.begin('http'));
  next();
};

const timeRequests = (metrics: Metrics) => (request: Request, response: Response, next: NextFunction) => {
  const stop = metrics.requests.startTimer();
  response.once('finish', () => stop({ method: request.method, route: routeOf(request), status: response.statusCode }));
  next();
};

/** Whether body-parser may read it with the large limit; the general parser leaves alone what is read already. */
const isLargeJson =
  (paths: readonly string[]) =>
  (request: IncomingMessage): boolean =>
    paths.some((path) => request.url?.startsWith(path)) &&
    /^application\/json\b/u.test(request.headers['content-type'] ?? '');

export interface EdgeOptions {
  /** Paths (prefixes) whose JSON bodies may be large. */
  readonly largeBodies?: readonly string[] | undefined;
  /** Requests come from outside the house. */
  readonly isFrontDoor?: boolean | undefined;
}

/**
 * A path has one writing: who judges it by its text, as the audit log and the limits do, sees what the routes see.
 * Nest's adapter has made the router by now, so the setting of the application would come too late.
 */
const heedCase = (app: NestExpressApplication): void => {
  Object.assign(app.getHttpAdapter().getInstance().router, { caseSensitive: true });
};

/** What stands before the routes: activity, traces, logs, metrics, headers, body limits. Also for tests that make the app themselves. */
export const hardenEdge = (
  app: INestApplication,
  { largeBodies = [], isFrontDoor = false }: EdgeOptions = {},
): void => {
  // Express is the one HTTP platform of the services.
  const express = app as NestExpressApplication;
  express.disable('x-powered-by');
  heedCase(express);
  // Nobody asks again for an answer by its tag: pages and the console's calls are `no-store`. Files bring a tag of their own.
  express.disable('etag');
  const director = app.get(DirectorDoor);
  if (director.isOpen) express.use(director.enter);
  express.use(countRequests(app.get(Activity)));
  express.use(exceptIdle(traceRequests(isFrontDoor)));
  express.use(exceptQuiet(requestLog(app.get(AppLogger).pino)));
  express.use(exceptQuiet(timeRequests(app.get(Metrics))));
  express.use(exceptQuiet(security));
  express.useBodyParser('json', { limit: LARGE_BODY_LIMIT, type: isLargeJson(largeBodies) });
  express.useBodyParser('json', { limit: BODY_LIMIT });
  express.useBodyParser('urlencoded', { limit: BODY_LIMIT, extended: false });
};
