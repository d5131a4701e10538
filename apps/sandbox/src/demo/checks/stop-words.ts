/** Small on purpose, and not the product's own list: a check must not share the mistakes of what it checks. */
const STOP = new Set(['stop', 'stopall', 'stop all', 'unsubscribe', 'quit', 'end', 'revoke', 'optout', 'opt out']);
const CANCEL = new Set(['cancel']);
const START = new Set(['start', 'unstop']);
const POLITE = new Set(['please', 'pls', 'thanks', 'thank', 'you', 'now']);

export type Word = 'stop' | 'cancel' | 'start';

/** What a reply plainly asks for; undefined for everything that needs a reader. */
export const plainWordOf = (body: string): Word | undefined => {
  const words = body
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !POLITE.has(word))
    .join(' ');
  if (STOP.has(words)) return 'stop';
  if (CANCEL.has(words)) return 'cancel';
  return START.has(words) ? 'start' : undefined;
};
