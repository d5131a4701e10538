import { pageQuery } from '@aftercare/platform';
import type { Loaded } from '@aftercare/messaging';
import * as z from 'zod';
import type { Client, PhoneNumbers } from '../../application/ports.js';

const name = z.string().trim().max(120);
const weekday = z.literal([1, 2, 3, 4, 5, 6, 7]);
const intervalWish = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('days'), days: z.int().min(7).max(56) }),
  z.strictObject({ kind: z.literal('pause'), until: z.iso.date() }),
  z.strictObject({ kind: z.literal('none') }),
]);

export const registerBody = z.strictObject({
  firstName: name.min(1),
  lastName: name.default(''),
  phone: z.string().trim().min(3).max(40).nullable().optional(),
  email: z.email().max(254).nullable().optional(),
  locale: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .optional(),
  /** Where they live; null or absent: nobody knows. */
  zone: z.string().min(1).max(64).nullable().optional(),
  yearOfBirth: z.int().min(1900).max(2200).nullable().optional(),
  preferredWeekday: weekday.nullable().optional(),
  intervalWish: intervalWish.nullable().optional(),
  archived: z.boolean().optional(),
});
export type RegisterBody = z.output<typeof registerBody>;

// Without the default of `lastName`: a patch leaves alone what it does not name.
export const changeBody = registerBody.extend({ lastName: name }).partial();
export type ChangeBody = z.output<typeof changeBody>;

export const clientQuery = z.strictObject({
  ...pageQuery,
  /** Finds by the whole number or address; parts of one cannot be searched. */
  phone: z.string().max(40).optional(),
  email: z.string().max(254).optional(),
  archived: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
});
export type ClientQuery = z.output<typeof clientQuery>;

export const refsBody = z.strictObject({
  refs: z.array(z.strictObject({ clinicId: z.string().min(1).max(64), clientRef: z.string().min(1).max(64) })).max(500),
});
export type RefsBody = z.output<typeof refsBody>;

export const clientView = ({ state, version }: Loaded<Client>) => ({
  ref: state.ref,
  firstName: state.firstName,
  lastName: state.lastName,
  phone: state.phone,
  email: state.email,
  locale: state.locale,
  zone: state.zone,
  yearOfBirth: state.yearOfBirth,
  preferredWeekday: state.preferredWeekday,
  intervalWish: state.intervalWish,
  wishSaidAt: state.wishSaidAt?.toISOString() ?? null,
  archived: state.archived,
  createdAt: state.createdAt.toISOString(),
  version,
});
export type ClientView = ReturnType<typeof clientView>;

/** What a message needs to know, and nothing else: the country of the number only where no zone is known. */
export const clientItem = ({ state, version }: Loaded<Client>, phones: PhoneNumbers) => ({
  clinicId: state.clinicId,
  clientRef: state.ref,
  version,
  firstName: state.firstName,
  phone: state.phone,
  email: state.email,
  locale: state.locale,
  zone: state.zone,
  country: state.zone !== null || state.phone === null ? null : (phones.countryOf(state.phone) ?? null),
  yearOfBirth: state.yearOfBirth,
  archived: state.archived,
});
