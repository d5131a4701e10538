import { DomainError, TransientError } from '@aftercare/kernel';
import type { FieldProblem, RefusalKind } from '@aftercare/kernel';

/** RFC 9457 problem details, with a stable `code`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly fields?: readonly FieldProblem[];
  readonly instance?: string;
}

/** A problem and the headers that belong to it. */
export interface ProblemAnswer {
  readonly problem: Problem;
  readonly retryAfterSeconds?: number;
}

const STATUS_OF: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-many': 429,
};

/** What Nest, body-parser and the router refuse by themselves. */
const BY_STATUS: Readonly<Record<number, { readonly code: string; readonly title: string }>> = {
  400: { code: 'MALFORMED_REQUEST', title: 'Malformed request' },
  401: { code: 'NOT_SIGNED_IN', title: 'Not signed in' },
  403: { code: 'NOT_ALLOWED', title: 'Not allowed' },
  404: { code: 'NOT_FOUND', title: 'Not found' },
  405: { code: 'METHOD_NOT_ALLOWED', title: 'Method not allowed' },
  413: { code: 'BODY_TOO_LARGE', title: 'Body too large' },
  415: { code: 'UNSUPPORTED_MEDIA_TYPE', title: 'Unsupported media type' },
  429: { code: 'TOO_MANY_REQUESTS', title: 'Too many requests' },
};

const DEFAULT_RETRY_AFTER_SECONDS = 1;

/** `SESSION_CONFLICT` -> `Session conflict`. */
const titleOf = (code: string): string => {
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const typeOf = (code: string): string => `urn:aftercare:problem:${code.toLowerCase().replaceAll('_', '-')}`;

const problem = (status: number, code: string, rest: Partial<Problem> = {}): Problem => ({
  type: typeOf(code),
  title: titleOf(code),
  status,
  code,
  ...rest,
});

/** Nest's HttpException by its shape, since packages may bring their own copy of the class; and `expose` of http-errors. */
const mayTell = (error: Error): boolean => 'response' in error || ('expose' in error && error.expose === true);

const clientStatusOf = (error: unknown): number | undefined => {
  if (!(error instanceof Error) || !mayTell(error) || !('status' in error)) return undefined;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
};

const refusalOf = (error: DomainError): Problem =>
  problem(STATUS_OF[error.kind], error.code, {
    detail: error.message,
    ...(error.fields.length === 0 ? {} : { fields: error.fields }),
  });

/** The edge's one table from errors to answers. An unknown error gives nothing away. */
export const problemOf = (error: unknown): ProblemAnswer => {
  if (error instanceof DomainError) return { problem: refusalOf(error) };
  if (error instanceof TransientError) {
    return {
      problem: problem(503, error.code),
      retryAfterSeconds: error.retryAfterSeconds ?? DEFAULT_RETRY_AFTER_SECONDS,
    };
  }
  const status = clientStatusOf(error);
  if (status === undefined) return { problem: problem(500, 'INTERNAL', { title: 'Internal error' }) };
  const known = BY_STATUS[status] ?? { code: 'REFUSED', title: 'Refused' };
  return { problem: problem(status, known.code, { title: known.title }) };
};
