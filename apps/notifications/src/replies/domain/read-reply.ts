import { plainWords } from './plain-words.js';
import { CANCEL_TEXTS, HELP_TEXTS, POLITE, START_TEXTS, STOP_TEXTS, YES_TEXTS } from './reply-words.js';
import { HEALTH_TALK, STOP_DENIED, STOP_PHRASES } from './stop-phrases.js';

/** What a reply asks for. `cancel` is a bare "cancel": a STOP whose confirmation says that the visit stays. `unclear` is for a person to read. */
export type Intent = 'stop' | 'cancel' | 'start' | 'help' | 'yes' | 'unclear';

/** Longer texts are read by a person, but for a STOP only this much of them is looked at. */
const MAX_LENGTH = 1600;

/** Our own words come back in quotes and automatic answers. */
const QUOTED_OFFER = /reply stop to opt out/giu;

const THUMBS = /^[\s👍👌✅✔️🏻-🏿]+$/u;

/** As typed, and without the politeness around it. A text of politeness only ("ok thanks") stays as it is. */
const cores = (words: readonly string[]): readonly string[] => {
  const bare = words.filter((word) => !POLITE.has(word));
  return [words.join(' '), ...(bare.length > 0 ? [bare.join(' ')] : [])];
};

const revokes = (text: string): boolean => {
  if (!STOP_PHRASES.some((phrase) => phrase.test(text))) return false;
  if (!HEALTH_TALK.test(text)) return true;
  return (
    /^stop\b/u.test(text) ||
    /\b(?:texts?|texting|messages?|messaging|sms|reminders?|contact|contacting|unsubscribe|opt out)\b/u.test(text)
  );
};

/**
 * Reads a reply without guessing: STOP in any wording that a reasonable person would read so (a missed STOP is the worst error),
 * START and HELP only as bare words, everything else left to staff. Nothing here reads how somebody feels.
 */
export const readReply = (body: string): Intent => {
  const text = body.slice(0, MAX_LENGTH).replace(QUOTED_OFFER, ' ');
  if (text.trim() !== '' && THUMBS.test(text)) return 'yes';
  const words = plainWords(text);
  const whole = words.join(' ');
  const is = (texts: ReadonlySet<string>): boolean => cores(words).some((core) => texts.has(core));
  if (is(STOP_TEXTS)) return 'stop';
  if (is(CANCEL_TEXTS)) return 'cancel';
  if (is(START_TEXTS)) return 'start';
  if (is(HELP_TEXTS)) return 'help';
  const denied = STOP_DENIED.reduce((rest, phrase) => rest.replace(new RegExp(phrase, 'gu'), ' '), whole);
  if (revokes(denied.replace(/\s+/g, ' ').trim())) return 'stop';
  return is(YES_TEXTS) ? 'yes' : 'unclear';
};
