/** A call that shows or changes what is stored about a person. */
export interface PersonAccess {
  readonly action: 'read' | 'change';
  /** The client's reference, another record's id, or `*` for a list of people. */
  readonly subject: string;
}

interface Call {
  readonly method: string;
  readonly service: string;
  /** Path at the service, from `/v1/` on, without the query. */
  readonly path: string;
  /** The `client` filter of a list. */
  readonly client: string | undefined;
}

/** Settings, catalogues, staff and counts. Whatever is not named here is about people, also what nobody has heard of yet. */
const ABOUT_NOBODY: ReadonlySet<string> = new Set([
  'scheduling/clinic',
  'scheduling/practitioners',
  'scheduling/techniques',
  'notifications/reminder-totals',
  'notifications/sending-health',
  'notifications/templates',
  'notifications/languages',
  'notifications/rules',
  'outcomes/reports',
  'outcomes/licences',
]);

/** Plays a draft over what waits for people and names them; nothing changes. */
const FORECAST = 'notifications/rules/preview';

/** As the service reads it, however it was written. */
const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

/** Undefined for calls that are about nobody in particular. */
export const personAccess = (call: Call): PersonAccess | undefined => {
  const [, , collection = '', id = ''] = call.path.split('/');
  const name = `${call.service}/${collection}`;
  if (`${name}/${id}` === FORECAST) return { action: 'read', subject: '*' };
  if (ABOUT_NOBODY.has(name)) return undefined;
  const action = call.method === 'GET' || call.method === 'HEAD' ? 'read' : 'change';
  return { action, subject: id === '' ? (call.client ?? '*') : decoded(id) };
};
