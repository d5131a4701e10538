import type { ProviderMessageRecord, RunRecords } from '../records/types.js';
import type { Check } from './check.js';
import { nameOf, personMessages } from './people-messages.js';

/** Words that a stranger must not read over somebody's shoulder, as stems, in English: the language of the run. */
const DENIED = [
  'migraine',
  'headache',
  'head pain',
  'pain',
  'massage',
  'therap',
  'symptom',
  'treatment',
  'medicine',
  'medication',
  'clinic',
  'patient',
  'tension',
  'diary',
  'diaries',
];

/** Techniques of the catalogue, whether or not anybody had them. */
const TECHNIQUES = ['swedish', 'deep tissue', 'trigger point', 'craniosacral', 'myofascial'];

/** The token of a link is random letters; what they happen to spell is nobody's word. */
const LINK_TOKEN = /\/[0-9A-Za-z]{22}(?![0-9A-Za-z])/g;

const readable = (text: string): string =>
  text
    .replace(LINK_TOKEN, '/')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');

const patternOf = (stems: readonly string[]): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${stems.join('|')})`, 'u');

const textsOf = (message: ProviderMessageRecord): readonly (readonly [string, string])[] => [
  ...(message.subject === undefined ? [] : [['subject', message.subject] as const]),
  [message.channel === 'sms' ? 'text' : 'text part', message.body],
];

/** No text, subject or text part to a person says what it is about. */
export const neutralWords: Check = (records: RunRecords) => {
  const done = records.bookings.flatMap((booking) => booking.techniques.map((code) => code.replaceAll('-', ' ')));
  const pattern = patternOf([...new Set([...DENIED, ...TECHNIQUES, ...done])]);
  return personMessages(records).flatMap(({ message }) =>
    textsOf(message).flatMap(([where, text]) => {
      const found = pattern.exec(readable(text))?.[0];
      return found === undefined ? [] : [`${nameOf(message)} says "${found}" in its ${where}`];
    }),
  );
};
