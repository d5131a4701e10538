import 'reflect-metadata';
import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { callerOf } from './caller.js';
import type { ClientCaller, Role, StaffCaller } from './caller.js';
import { NotSignedInError } from './identity-errors.js';

/** Who may call a route. */
export type Access =
  | { readonly for: 'staff'; readonly roles: readonly Role[] }
  | { readonly for: 'clients' }
  | { readonly for: 'services' }
  | { readonly for: 'everybody' };

export const ACCESS = 'aftercare:access';

const readAccess = (target: object): readonly Access[] => {
  // Reflect's metadata is untyped; only `allow` below writes this key.
  return (Reflect.getOwnMetadata(ACCESS, target) as readonly Access[] | undefined) ?? [];
};

/** Several decorators on one route add up; those of a handler replace those of its controller. */
const allow =
  (access: Access): ClassDecorator & MethodDecorator =>
  (target: object, _key?: string | symbol, descriptor?: PropertyDescriptor) => {
    // Nest reads metadata of a route from the handler function itself; a descriptor's value is untyped.
    const owner = (descriptor?.value as object | undefined) ?? target;
    Reflect.defineMetadata(ACCESS, [...readAccess(owner), access], owner);
  };

/** Open to the clinic's signed-in staff with one of these roles; to any role when none is named. */
export const Staff = (...roles: readonly Role[]): ClassDecorator & MethodDecorator => allow({ for: 'staff', roles });

/** A client's own pages, behind their personal link. */
export const ClientOnly = (): ClassDecorator & MethodDecorator => allow({ for: 'clients' });

/** Internal look-ups between services. */
export const ServiceOnly = (): ClassDecorator & MethodDecorator => allow({ for: 'services' });

/** Client pages and webhooks, which prove themselves by a link token or a signature. */
export const Open = (): ClassDecorator & MethodDecorator => allow({ for: 'everybody' });

const requestOf = (context: ExecutionContext): IncomingMessage => context.switchToHttp().getRequest<IncomingMessage>();

/** The signed-in member of staff, with the clinic that every query must name. */
export const CurrentStaff = createParamDecorator((_data: unknown, context: ExecutionContext): StaffCaller => {
  const caller = callerOf(requestOf(context));
  if (caller.kind !== 'staff') throw new NotSignedInError('this route is for signed-in staff');
  return caller;
});

/** The client whose own pages these are. */
export const OwnClient = createParamDecorator((_data: unknown, context: ExecutionContext): ClientCaller => {
  const caller = callerOf(requestOf(context));
  if (caller.kind !== 'client') throw new NotSignedInError('this route is for a client with their own pages open');
  return caller;
});
