/** Words of the ledger's columns. Nothing here names a complaint: the list may be read over a shoulder. */

const KINDS: Readonly<Record<string, string>> = {
  confirmation: 'Visit booked',
  '72h': 'Visit in 3 days',
  '24h': 'Visit tomorrow',
  '2h': 'Visit in 2 hours',
  change: 'Visit changed',
  cancel: 'Visit cancelled',
  invitation: 'Form: invitation',
  reminder: 'Form: second note',
  nudge: 'Next visit',
  'second-nudge': 'Next visit: second note',
  'stop-confirmation': 'Reply to STOP',
  'start-confirmation': 'Reply to START',
  help: 'Reply to HELP',
  yes: 'Reply to YES',
  'cancel-help': 'Reply: how to cancel',
  'visit-stays': 'Reply: nothing was changed',
  unclear: 'Reply: not understood',
  'personal-link': 'Link asked for',
  're-issue': 'New link',
};

export const kindText = (kind: string): string => KINDS[kind] ?? kind;

/** In the order in which they need somebody. */
export const STATES = [
  'failed',
  'unknown',
  'held',
  'planned',
  'sending',
  'sent',
  'delivered',
  'skipped',
  'withdrawn',
  'rehearsed',
] as const;
export const FAMILIES = ['appointment', 'survey', 'follow-up', 'reply', 'link'] as const;

const FAMILY_WORDS: Readonly<Record<string, string>> = {
  appointment: 'visits',
  survey: 'forms',
  'follow-up': 'next visit',
  reply: 'replies',
  link: 'links',
};
export const CHANNELS = ['sms', 'email'] as const;

export const familyText = (family: string): string => FAMILY_WORDS[family] ?? family;

export const channelName = (channel: string): string => (channel === 'sms' ? 'SMS' : channel);

/** Whose hours decided; where nobody knows where the client lives, those of a whole country. */
export const hoursOfText = ({ zone, anywhereIn }: { readonly zone: string; readonly anywhereIn?: string }): string =>
  anywhereIn === undefined
    ? zone
    : `${zone}; no zone of the client is known, so the hours of every zone of ${anywhereIn} hold`;

/** Nothing was sent of these, and nothing will be. */
const OVER: readonly string[] = ['skipped', 'withdrawn', 'failed'];

export const channelText = ({ channel, state }: { readonly channel?: string; readonly state: string }): string => {
  if (channel === undefined) return OVER.includes(state) ? 'none' : 'not yet decided';
  return channelName(channel);
};

/** Which token a state's word is drawn in; the word itself says it all. */
export const toneOf = (state: string): 'danger' | 'warn' | 'ok' | 'plain' => {
  if (state === 'failed') return 'danger';
  if (state === 'unknown' || state === 'held') return 'warn';
  return state === 'delivered' ? 'ok' : 'plain';
};
