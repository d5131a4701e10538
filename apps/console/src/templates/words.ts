import type { CheckedText, LanguageList, TemplateList, TestSend } from '../api/answers.js';
import { counted } from '../shell/format.js';

type TextId = TemplateList['items'][number]['text'];
export type Language = TemplateList['items'][number]['language'];
type LanguageState = LanguageList['items'][number];
type Sample = CheckedText['samples'][number];
type Finding = CheckedText['findings'][number];

const TEXTS: Readonly<Record<TextId, string>> = {
  A1: 'Visit booked',
  A2: 'Visit: reminder',
  A2y: 'Visit: reminder that asks for a YES',
  A2s: 'Visit: reminder with a form',
  A3: 'Visit moved',
  A4: 'Visit cancelled',
  S0: 'Form before the first visit',
  S1: 'Form after a visit',
  S1r: 'Form after a visit: second note',
  S2: 'Check-in form',
  S2r: 'Check-in form: second note',
  F1: 'Next visit',
  L1: 'Personal link',
  'S-new': 'Form: new link',
  'R-yes': 'Reply to YES',
  'R-stays': 'Reply: the visit stays',
  'R-stop': 'Reply to STOP',
  'R-start': 'Reply to START',
  'R-cancel': 'Reply to a bare "cancel"',
  'R-help': 'Reply to HELP',
  'R-unclear': 'Reply: not understood',
};

export const textName = (text: string): string => new Map<string, string>(Object.entries(TEXTS)).get(text) ?? text;

const LANGUAGES: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'German',
  fr: 'French',
  es: 'Spanish',
  pl: 'Polish',
  ar: 'Arabic',
};

export const LANGUAGE_CODES = ['en', 'de', 'fr', 'es', 'pl', 'ar'] as const;

export const languageName = (language: string): string =>
  new Map<string, string>(Object.entries(LANGUAGES)).get(language) ?? language;

export const isLanguage = (text: string): text is Language => LANGUAGE_CODES.some((one) => one === text);

/** Arabic is written and read from the right, whatever the page is. */
export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');

const OWN = /@own-(\d+)\//u;

/** `A2@own-3/de` -> "your version 3"; ours where the clinic wrote none. */
export const versionText = (name: string): string => {
  const own = OWN.exec(name)?.[1];
  return own === undefined ? 'ours' : `your version ${own}`;
};

/** "GSM-7, 140 of 160 units, 1 part". A text of several parts has fewer units in each, because they are counted. */
export const meterText = ({ sms }: Sample): string => {
  const { encoding, units, parts } = sms;
  const size = encoding === 'GSM-7' ? { one: 160, more: 153 } : { one: 70, more: 67 };
  const room = parts === 1 ? size.one : parts * size.more;
  return `${encoding}, ${units} of ${room} units, ${counted(parts, 'part')}`;
};

export const isStop = ({ rule }: Finding): boolean => rule.startsWith('L');

export const findingText = (finding: Finding): string =>
  `${isStop(finding) ? 'Stops' : 'Warns'} (${finding.rule}, ${finding.field === 'sms' ? 'text' : 'subject'}): ${finding.message}`;

const STATES: Readonly<Record<LanguageState['state'], string>> = {
  checked: 'checked by us',
  draft: 'draft: nobody is written to in it',
  'signed-off': 'signed off by you',
  outdated: 'changed since you signed it off: nobody is written to in it',
};

export const languageStateText = ({ state }: Pick<LanguageState, 'state'>): string => STATES[state];

const TESTS: Readonly<Record<TestSend['state'], string>> = {
  sending: 'The test is on its way.',
  sent: 'The test was sent to your own address.',
  refused: 'The provider refused the test.',
  'in-doubt': 'The provider did not answer; nobody knows whether the test arrived. It is not sent again by itself.',
};

export const testText = ({ state, code }: Pick<TestSend, 'state' | 'code'>): string =>
  code === undefined ? TESTS[state] : `${TESTS[state]} Its code: ${code}.`;
