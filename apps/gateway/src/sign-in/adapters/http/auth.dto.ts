import { z } from 'zod';

/** Long enough for every deliverable address (RFC 5321), short enough for a mail header. */
const email = z.string().trim().max(254).pipe(z.email());

export const linkRequest = z.strictObject({ email });
export type LinkRequest = z.infer<typeof linkRequest>;

export const signInRequest = z.strictObject({ token: z.string().min(1).max(64) });
export type SignInRequest = z.infer<typeof signInRequest>;

const MAX_SETTINGS = 50;

/** Scheduling owns the clinic's settings and checks all of them; here stands only what every clinic must say. */
const clinic = z
  .looseObject({
    name: z.string().trim().min(1).max(120),
    alias: z.string().trim().min(1).max(15),
    country: z.string().regex(/^[A-Z]{2}$/u),
    zone: z.string().min(1).max(64),
    locale: z.string().min(2).max(35),
  })
  .refine((settings) => Object.keys(settings).length <= MAX_SETTINGS, 'too many settings');

export const firstOwnerRequest = z.strictObject({ code: z.string().trim().min(1).max(128), email, clinic });
export type FirstOwnerRequest = z.infer<typeof firstOwnerRequest>;

/** Who is signed in, and the request token that unsafe requests of this session must bring. */
export interface Me {
  readonly accountId: string;
  readonly clinicId: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly csrfToken: string;
  readonly endsAt: string;
  /** Product time at the server. */
  readonly now: string;
}
