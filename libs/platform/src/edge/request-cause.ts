import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

/** Where a request came from; fits the `cause` of `Transactions.run`. */
export interface RequestOrigin {
  readonly correlationId: string;
  readonly traceparent?: string;
}

const TRACEPARENT = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/u;

/** Correlation of what this request says: its own id (`x-request-id` or a fresh one) and the caller's trace. */
export const RequestCause = createParamDecorator((_data: unknown, context: ExecutionContext): RequestOrigin => {
  const request = context.switchToHttp().getRequest<Request>();
  const correlationId = typeof request.id === 'string' ? request.id : '';
  const traceparent = request.get('traceparent');
  return { correlationId, ...(traceparent !== undefined && TRACEPARENT.test(traceparent) ? { traceparent } : {}) };
});
