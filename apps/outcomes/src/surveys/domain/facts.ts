import { dateOf } from '@aftercare/kernel';
import type { Frame } from './survey.js';

/** Where soreness is expected the form is asked later, so that it has passed or is worth telling. */
const DEEP_TISSUE = 'deep-tissue';

export const delayFor = (
  techniques: readonly string[],
  hours: { readonly deepTissueHours: number; readonly defaultHours: number },
): number => (techniques.includes(DEEP_TISSUE) ? hours.deepTissueHours : hours.defaultHours);

const FIFTY = 50;

/** By the year alone; who may still turn fifty this year counts as fifty. */
export const isFiftyPlus = (yearOfBirth: number | null, at: Date): boolean | undefined =>
  yearOfBirth === null ? undefined : Number(dateOf(at, 'UTC').slice(0, 4)) - yearOfBirth >= FIFTY;

export const frameOf = (
  clinic: Omit<Frame, 'clinicZone' | 'clientZone' | 'fiftyPlus'> & { readonly zone: string },
  client: { readonly zone: string | null; readonly yearOfBirth: number | null } | undefined,
  at: Date,
): Frame => ({
  alias: clinic.alias,
  phone: clinic.phone,
  emergencyNumber: clinic.emergencyNumber,
  urgentNumber: clinic.urgentNumber,
  clinicZone: clinic.zone,
  clientZone: client?.zone ?? clinic.zone,
  fiftyPlus: isFiftyPlus(client?.yearOfBirth ?? null, at),
});
