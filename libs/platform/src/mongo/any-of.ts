import type { ClinicKey } from '@aftercare/kernel';

/**
 * A filter for ids of several clinics, one condition per clinic, so that ids of different clinics never mix.
 * MongoDB refuses it without keys.
 */
export const anyOf = (keys: readonly ClinicKey[], field = '_id') => {
  const byClinic = new Map<string, string[]>();
  for (const { clinicId, id } of keys) {
    const ids = byClinic.get(clinicId);
    if (ids === undefined) byClinic.set(clinicId, [id]);
    else ids.push(id);
  }
  return { $or: [...byClinic].map(([clinicId, ids]) => ({ clinicId, [field]: { $in: ids } })) };
};
