/** Single words that Twilio acts on by itself, in any case, blanks around them aside (its default opt-out keywords). */
const KEYWORDS: ReadonlySet<string> = new Set([
  'stop',
  'stopall',
  'unsubscribe',
  'cancel',
  'end',
  'quit',
  'revoke',
  'optout',
  'start',
  'unstop',
  'help',
  'info',
]);

/** Did Twilio answer (and block or unblock) this text itself? It says so in `OptOutType` where advanced opt-out is on. */
export const isAnsweredByTwilio = (text: string, optOutType: string | undefined): boolean =>
  (optOutType !== undefined && optOutType !== '') || KEYWORDS.has(text.trim().toLowerCase());
