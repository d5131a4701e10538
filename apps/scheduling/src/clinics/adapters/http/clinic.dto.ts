import * as z from 'zod';
import { openDaysOf } from '../../application/ports.js';
import type { Clinic } from '../../application/ports.js';
import type { Loaded } from '@aftercare/messaging';

const text = z.string().trim().max(120);
const hhmm = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const weekday = z.literal([1, 2, 3, 4, 5, 6, 7]);
const e164 = z.union([z.literal(''), z.string().regex(/^\+[1-9]\d{6,14}$/)]);
const span = { from: hhmm, to: hhmm };

const settings = {
  name: text.min(1),
  alias: z.string().trim().min(1).max(15),
  country: z.string().regex(/^[A-Z]{2}$/),
  zone: z.string().min(1).max(64),
  locale: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
  place: text,
  phone: z.string().trim().max(20),
  emergencyNumber: z.string().trim().min(1).max(20),
  urgentNumber: z.string().trim().min(1).max(20),
  smsSender: e164,
  emailFrom: z.union([z.literal(''), z.email()]),
  sendMode: z.enum(['off', 'rehearsal', 'staff', 'live']),
  staffContacts: z.strictObject({ phones: z.array(e164).max(50), emails: z.array(z.email()).max(50) }),
  quietHours: z.strictObject(span),
  surveyDelays: z.strictObject({ deepTissueHours: z.int().min(12).max(96), defaultHours: z.int().min(12).max(96) }),
  openingHours: z.array(z.strictObject({ weekday, ...span })).max(28),
  closureDays: z.array(z.iso.date()).max(730),
  holidayRegion: z.string().trim().min(2).max(16).nullable(),
  rooms: z.array(text.min(1).max(60)).max(50),
  leadDays: z.int().min(0).max(7),
  cutOffHours: z.int().min(0).max(168),
};

/** `clinicId`, the five things nobody can guess, and any other setting. */
export const openBody = z.strictObject({
  ...z.strictObject(settings).partial().shape,
  clinicId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  name: settings.name,
  alias: settings.alias,
  country: settings.country,
  zone: settings.zone,
  locale: settings.locale.default('en-GB'),
});
export const changeBody = z.strictObject(settings).partial();
export const lookUpBody = z.strictObject({ clinicIds: z.array(z.string().min(1).max(64)).max(500) });

export const clinicView = ({ state, version }: Loaded<Clinic>) => ({
  ...state,
  createdAt: state.createdAt.toISOString(),
  openDays: openDaysOf(state),
  version,
});
export type ClinicView = ReturnType<typeof clinicView>;
