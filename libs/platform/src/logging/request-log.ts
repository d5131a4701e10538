import type { IncomingMessage, ServerResponse } from 'node:http';
import { newId } from '@aftercare/kernel';
import { pinoHttp } from 'pino-http';
import type { HttpLogger } from 'pino-http';
import type { Logger } from 'pino';
import { maskPath } from './mask.js';

const QUIET = ['/health/', '/metrics', '/internal/clock/', '/internal/quiescence'];
const REQUEST_ID = /^[\w-]{8,64}$/u;

const idOf = (request: IncomingMessage, response: ServerResponse): string => {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && REQUEST_ID.test(given) ? given : newId();
  response.setHeader('x-request-id', id);
  return id;
};

/** Probes and the director's polling are neither logged nor counted as work. */
export const isQuietPath = (url: string | undefined): boolean => QUIET.some((path) => url?.startsWith(path));

/** One line per request: method, masked path, status, time. Never a body, a query string or a header. */
export const requestLog = (logger: Logger): HttpLogger =>
  pinoHttp({
    logger,
    genReqId: idOf,
    autoLogging: { ignore: (request) => isQuietPath(request.url) },
    serializers: {
      req: (request: { id: unknown; method: unknown; url: string }) => ({
        id: request.id,
        method: request.method,
        path: maskPath(request.url),
      }),
      res: (response: { statusCode: unknown }) => ({ statusCode: response.statusCode }),
    },
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'error' : 'info'),
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request failed',
  });
