import { plainWords } from './plain-words.js';
import {
  CANCEL_TEXTS,
  HELP_TEXTS,
  LATER_TEXTS,
  NO_TEXTS,
  POLITE,
  START_TEXTS,
  STOP_TEXTS,
  YES_TEXTS,
} from './reply-words.js';
import { HEALTH_TALK, STOP_DENIED, STOP_PHRASES } from './stop-phrases.js';

/** What a reply asks for. `no` and `later` change nothing. `cancel` is a bare "cancel": a STOP whose confirmation says that the visit stays. `unclear` is for a person to read. */
export type Intent = 'stop' | 'cancel' | 'start' | 'help' | 'yes' | 'no' | 'later' | 'unclear';

/** Longer texts are read by a person, but for a STOP only this much of them is looked at. */
const MAX_LENGTH = 1600;

/** Our own words about STOP come back in quotes and automatic answers, in the language that they were said in; as `plainWords` leaves them. */
const QUOTED_OFFER =
  /\b(?:reply stop to opt out|abmelden stop senden|pour arreter stop|baja responda stop|rezygnacja odpisz stop)\b|للايقاف ارسل stop/gu;

const wordsOf = (text: string): readonly string[] =>
  plainWords(text)
    .join(' ')
    .replace(QUOTED_OFFER, ' ')
    .split(' ')
    .filter((word) => word !== '');

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

/** Texts that mean one thing as a whole, in the order in which they are tried. */
const WHOLE: readonly (readonly [Intent, ReadonlySet<string>])[] = [
  ['stop', STOP_TEXTS],
  ['cancel', CANCEL_TEXTS],
  ['start', START_TEXTS],
  ['help', HELP_TEXTS],
];
const ANSWERS: readonly (readonly [Intent, ReadonlySet<string>])[] = [
  ['later', LATER_TEXTS],
  ['yes', YES_TEXTS],
  ['no', NO_TEXTS],
];

const wholeIn = (texts: typeof WHOLE, words: readonly string[]): Intent | undefined =>
  texts.find(([, known]) => cores(words).some((core) => known.has(core)))?.[0];

/**
 * Reads a reply without guessing: STOP in any wording that a reasonable person would read so (a missed STOP is the worst error),
 * everything else only as bare words, and what is left is for staff. Nothing here reads how somebody feels.
 */
export const readReply = (body: string): Intent => {
  const text = body.slice(0, MAX_LENGTH);
  if (text.trim() !== '' && THUMBS.test(text)) return 'yes';
  const words = wordsOf(text);
  const whole = wholeIn(WHOLE, words);
  if (whole !== undefined) return whole;
  const denied = STOP_DENIED.reduce((rest, phrase) => rest.replace(new RegExp(phrase, 'gu'), ' '), words.join(' '));
  if (revokes(denied.replace(/\s+/g, ' ').trim())) return 'stop';
  return wholeIn(ANSWERS, words) ?? 'unclear';
};
