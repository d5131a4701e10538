import { InvalidInputError, newId, uuidV5 } from '@aftercare/kernel';
import { applyDecorators, createParamDecorator, Inject, Injectable, UseInterceptors } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { lastValueFrom, of } from 'rxjs';
import type { Observable } from 'rxjs';
import { callerOf } from '../identity/caller.js';
import { IdempotencyStore } from './idempotency-store.js';
import type { IdempotentRequest } from './idempotency-store.js';

const HEADER = 'idempotency-key';
const KEY = /^[\x21-\x7e]{1,128}$/u;
/** Names made from idempotency keys; a fixed random namespace. */
const NAMESPACE = '5b0e1c52-7a6d-4a39-9b5e-0d6d1c5a8f10';

const keyOf = (request: Request): string | undefined => {
  const key = request.get(HEADER);
  if (key === undefined) return undefined;
  if (!KEY.test(key)) {
    throw new InvalidInputError('Idempotency-Key must be 1 to 128 visible ASCII characters', [
      { field: HEADER, message: 'Invalid key' },
    ]);
  }
  return key;
};

const requestOf = (request: Request, key: string): IdempotentRequest => {
  const caller = callerOf(request);
  const body: unknown = request.body;
  return {
    clinicId: caller.kind === 'staff' ? caller.clinicId : caller.kind,
    route: `${request.method} ${request.path}`,
    key,
    body,
  };
};

/** Gives a repeated creating POST the first one's answer. Stored per clinic, route and key. */
@Injectable()
export class IdempotentPosts implements NestInterceptor {
  constructor(@Inject(IdempotencyStore) private readonly store: IdempotencyStore) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const key = keyOf(request);
    if (key === undefined) return next.handle();
    const named = requestOf(request, key);
    const response = http.getResponse<Response>();
    const stored = await this.store.begin(named);
    if (stored === undefined) return of(await this.doOnce(named, next, response));
    response.status(stored.status).setHeader('idempotency-replayed', 'true');
    return of(stored.body);
  }

  private async doOnce(named: IdempotentRequest, next: CallHandler, response: Response): Promise<unknown> {
    try {
      const body: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await this.store.keep(named, { status: response.statusCode, body });
      return body;
    } catch (error) {
      await this.store.forget(named);
      throw error;
    }
  }
}

/** For creating POSTs: honours the header `Idempotency-Key`. */
export const Idempotent = (): MethodDecorator =>
  applyDecorators(
    UseInterceptors(IdempotentPosts),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'Repeating a request with the same key creates nothing twice',
    }),
  );

/**
 * The id of what this request creates: the same for every repetition under one Idempotency-Key, random without one.
 * With it even a crash between the commit and the stored answer creates nothing twice: the second try finds the id taken.
 */
export const CreatedId = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  const request = context.switchToHttp().getRequest<Request>();
  const key = keyOf(request);
  if (key === undefined) return newId();
  const { clinicId, route } = requestOf(request, key);
  return uuidV5(NAMESPACE, [clinicId, route, key].join('\u001f'));
});
