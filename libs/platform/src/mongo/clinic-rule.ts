/** A query or write that does not name its clinic, or that would move a document to another one. */
export class TenantGuardError extends Error {
  readonly code = 'TENANT_GUARD';

  constructor(place: string, expectation: string) {
    super(`${place}: ${expectation}`);
    this.name = TenantGuardError.name;
  }
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isClinicId = (value: unknown): value is string => typeof value === 'string' && value !== '';

const isClinicCondition = (condition: unknown): boolean => {
  if (isClinicId(condition)) return true;
  if (!isFields(condition) || Object.keys(condition).length !== 1) return false;
  if ('$eq' in condition) return isClinicId(condition['$eq']);
  const list = condition['$in'];
  return Array.isArray(list) && list.every(isClinicId);
};

/** Whether a filter can only match documents of clinics that it names. */
export const namesClinic = (filter: unknown): boolean => {
  if (!isFields(filter)) return false;
  if (isClinicCondition(filter['clinicId'])) return true;
  const { $and: all, $or: any } = filter;
  if (Array.isArray(all) && all.some(namesClinic)) return true;
  return Array.isArray(any) && any.length > 0 && any.every(namesClinic);
};

export const checkFilter = (filter: unknown, place: string): void => {
  if (!namesClinic(filter)) throw new TenantGuardError(place, 'the filter must name clinicId');
};

export const checkDocument = (document: unknown, place: string): void => {
  const clinicId =
    typeof document === 'object' && document !== null && 'clinicId' in document ? document.clinicId : undefined;
  if (!isClinicId(clinicId)) throw new TenantGuardError(place, 'the document must carry clinicId');
};

const OPERATORS_THAT_ONLY_SET_ON_INSERT = new Set(['$setOnInsert']);

const touchesClinic = (part: unknown): boolean => {
  if (Array.isArray(part)) return part.includes('clinicId');
  return part === 'clinicId' || (isFields(part) && ('clinicId' in part || Object.values(part).includes('clinicId')));
};

/** An update must leave the clinic alone; an aggregation pipeline as update is judged stage by stage. */
export const checkUpdate = (update: unknown, place: string): void => {
  for (const stage of Array.isArray(update) ? update : [update]) {
    if (!isFields(stage)) continue;
    const touching = Object.entries(stage).filter(
      ([operator, part]) =>
        operator === 'clinicId' || (!OPERATORS_THAT_ONLY_SET_ON_INSERT.has(operator) && touchesClinic(part)),
    );
    if (touching.length > 0) throw new TenantGuardError(place, 'an update must not touch clinicId');
  }
};

/** An upsert's document takes its clinic from the filter, so one clinic must be named plainly there or in `$setOnInsert`. */
export const checkUpsert = (filter: unknown, update: unknown, place: string): void => {
  const insert = isFields(update) ? update['$setOnInsert'] : undefined;
  const named = [isFields(filter) ? filter['clinicId'] : undefined, isFields(insert) ? insert['clinicId'] : undefined];
  if (!named.some(isClinicId)) throw new TenantGuardError(place, 'an upsert must name one clinicId');
};

/** Stages that read or write documents outside the matched ones. */
const OUTSIDE_STAGES = ['$lookup', '$graphLookup', '$unionWith', '$out', '$merge', '$facet'];

export const checkPipeline = (pipeline: readonly unknown[], place: string): void => {
  const [first] = pipeline;
  if (!isFields(first) || !namesClinic(first['$match'])) {
    throw new TenantGuardError(place, 'the first stage must be $match with clinicId');
  }
  const outside = pipeline.filter(isFields).flatMap((stage) => OUTSIDE_STAGES.filter((name) => name in stage));
  if (outside.length > 0) throw new TenantGuardError(place, `${outside.join(', ')} may leave the clinic`);
};

const checkBulkUpdate = (part: Fields, place: string): void => {
  checkFilter(part['filter'], place);
  if ('replacement' in part) checkDocument(part['replacement'], place);
  checkUpdate(part['update'], place);
  if (part['upsert'] === true && !('replacement' in part)) checkUpsert(part['filter'], part['update'], place);
};

/** The operations of a bulk write, in the driver's shape. */
export const checkBulk = (operations: readonly unknown[], place: string): void => {
  for (const operation of operations) {
    const [[name, part] = ['', undefined]] = isFields(operation) ? Object.entries(operation) : [];
    if (!isFields(part)) throw new TenantGuardError(place, 'unknown bulk operation');
    if (name === 'insertOne') checkDocument(part['document'], place);
    else checkBulkUpdate(part, place);
  }
};
