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

/** Another service of ours. */
export interface ServiceCaller {
  readonly kind: 'service';
  readonly service: string;
}

/** Who asks. Client pages are anonymous: their token names what they may see. */
export type Caller = StaffCaller | ServiceCaller | { readonly kind: 'anonymous' };

/** What a token carries beside its registered claims. */
export const callerClaims = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('staff'),
    accountId: z.string().min(1),
    clinicId: z.string().min(1),
    roles: z.array(z.enum(roles)),
  }),
  z.object({ kind: z.literal('service'), service: z.string().min(1) }),
]);

const callers = new WeakMap<IncomingMessage, Caller>();

/** The caller that the guard found for this request. */
export const callerOf = (request: IncomingMessage): Caller => callers.get(request) ?? { kind: 'anonymous' };

export const rememberCaller = (request: IncomingMessage, caller: Caller): void => {
  callers.set(request, caller);
};
