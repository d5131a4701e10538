import type { ClinicKey } from '@aftercare/kernel';

/**
 * A filter for ids of several clinics, one condition per clinic, so that ids of different clinics never mix. Where an index begins with
 * clinic and field, it is entered once for each id; two lists beside each other would enter it for each id in each clinic.
 * `more` holds for all of them. MongoDB refuses a filter without keys.
 */
export const anyOf = (keys: readonly ClinicKey[], field = '_id', more: object = {}) => {
  const byClinic = new Map<string, string[]>();
  for (const { clinicId, id } of keys) {
    const ids = byClinic.get(clinicId);
    if (ids === undefined) byClinic.set(clinicId, [id]);
    else ids.push(id);
  }
  return { $or: [...byClinic].map(([clinicId, ids]) => ({ clinicId, [field]: { $in: ids }, ...more })) };
};
