import { localOf, NotFoundError } from '@aftercare/kernel';
import type { Clinics } from './ports.js';

export const zoneOfClinic = async (clinics: Clinics, clinicId: string): Promise<string> => {
  const rules = (await clinics.rulesOf([clinicId])).get(clinicId);
  if (rules === undefined) throw new NotFoundError('this clinic has no settings yet');
  return rules.zone;
};

/** `YYYY-MM-DDTHH:MM` on the clocks of a zone: the console knows no time zone. */
export const localText = (instant: Date, zone: string): string => {
  const { date, time } = localOf(instant, zone);
  return `${date}T${time}`;
};
