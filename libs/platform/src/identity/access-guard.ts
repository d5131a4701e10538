import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { ACCESS } from './access.js';
import type { Access } from './access.js';
import { rememberCaller } from './caller.js';
import type { Caller } from './caller.js';
import { NotAllowedError, NotSignedInError } from './identity-errors.js';
import { InternalTokens } from './internal-tokens.js';

const BEARER = /^Bearer (\S+)$/u;

const accessOf = (context: ExecutionContext): readonly Access[] => {
  const own: unknown = Reflect.getMetadata(ACCESS, context.getHandler());
  // Only the decorators of access.ts write this key.
  return ((own ?? Reflect.getMetadata(ACCESS, context.getClass())) as readonly Access[] | undefined) ?? [];
};

const admits = (access: Access, caller: Caller): boolean => {
  switch (access.for) {
    case 'everybody':
      return true;
    case 'clients':
      return caller.kind === 'client';
    case 'services':
      return caller.kind === 'service';
    case 'staff':
      return (
        caller.kind === 'staff' &&
        (access.roles.length === 0 || access.roles.some((role) => caller.roles.includes(role)))
      );
  }
};

/** Default-deny: a route without `@Staff`, `@ClientOnly`, `@ServiceOnly` or `@Open` lets nobody in. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(@Inject(InternalTokens) private readonly tokens: InternalTokens) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<IncomingMessage>();
    const rules = accessOf(context);
    const isOpen = rules.some((access) => access.for === 'everybody');
    const caller = await this.callerOf(request, isOpen);
    rememberCaller(request, caller);
    if (rules.some((access) => admits(access, caller))) return true;
    throw caller.kind === 'anonymous'
      ? new NotSignedInError('this route needs a signed-in caller')
      : new NotAllowedError('this route is closed to the caller');
  }

  /** An open route is open with a stale token, too. */
  private async callerOf(request: IncomingMessage, isOpen: boolean): Promise<Caller> {
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) return { kind: 'anonymous' };
    try {
      return await this.tokens.verify(token);
    } catch (error) {
      if (isOpen) return { kind: 'anonymous' };
      throw error;
    }
  }
}
