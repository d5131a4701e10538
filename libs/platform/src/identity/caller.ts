import type { IncomingMessage } from 'node:http';
import { z } from 'zod';

const roles = ['owner', 'manager', 'practitioner', 'front-desk', 'integrator'] as const;

/** What a member of a clinic's staff may do; the matrix stands at each route. */
export type Role = (typeof roles)[number];

/** Somebody who is signed in at one clinic. */
export interface StaffCaller {
  readonly kind: 'staff';
  readonly accountId: string;
  readonly clinicId: string;
  readonly roles: readonly Role[];
}

/** A client of a clinic who has their own pages open; the gateway knows whose they are. */
export interface ClientCaller {
  readonly kind: 'client';
  readonly clinicId: string;
  readonly clientRef: string;
}

/** Another service of ours. */
export interface ServiceCaller {
  readonly kind: 'service';
  readonly service: string;
}

/** Whom a token of ours names. */
export type KnownCaller = StaffCaller | ClientCaller | ServiceCaller;

/** Who asks. Pages behind a link are anonymous: the link's token names what they may see. */
export type Caller = KnownCaller | { readonly kind: 'anonymous' };

/** What a token carries beside its registered claims. */
export const callerClaims = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('staff'),
    accountId: z.string().min(1),
    clinicId: z.string().min(1),
    roles: z.array(z.enum(roles)),
  }),
  z.object({ kind: z.literal('client'), clinicId: z.string().min(1), clientRef: z.string().min(1) }),
  z.object({ kind: z.literal('service'), service: z.string().min(1) }),
]);

const callers = new WeakMap<IncomingMessage, Caller>();

/** The caller that the guard found for this request. */
export const callerOf = (request: IncomingMessage): Caller => callers.get(request) ?? { kind: 'anonymous' };

export const rememberCaller = (request: IncomingMessage, caller: Caller): void => {
  callers.set(request, caller);
};
