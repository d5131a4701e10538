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

/** Collections whose entries tell about one person. Settings, catalogues and reports (counts only) do not. */
const ABOUT_PEOPLE: ReadonlySet<string> = new Set([
  'scheduling/clients',
  'scheduling/client-names',
  'scheduling/bookings',
  'scheduling/imports',
  'notifications/reminders',
  'notifications/clients',
  'outcomes/surveys',
  'outcomes/flags',
  'outcomes/open-flags',
  'outcomes/burden-days',
  'outcomes/clients',
]);

/** Undefined for calls that are about nobody in particular. */
export const personAccess = (call: Call): PersonAccess | undefined => {
  const [, , collection = '', id] = call.path.split('/');
  if (!ABOUT_PEOPLE.has(`${call.service}/${collection}`)) return undefined;
  const action = call.method === 'GET' || call.method === 'HEAD' ? 'read' : 'change';
  return { action, subject: id === undefined || id === '' ? (call.client ?? '*') : id };
};
