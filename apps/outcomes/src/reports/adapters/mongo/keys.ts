import type { ClinicKey } from '@aftercare/kernel';

/** A filter for ids of several clinics, one condition per clinic, so that ids of different clinics never mix. */
export const anyOf = (keys: readonly ClinicKey[], field: string) => {
  const byClinic = new Map<string, string[]>();
  for (const { clinicId, id } of keys) byClinic.set(clinicId, [...(byClinic.get(clinicId) ?? []), id]);
  return { $or: [...byClinic].map(([clinicId, ids]) => ({ clinicId, [field]: { $in: ids } })) };
};
