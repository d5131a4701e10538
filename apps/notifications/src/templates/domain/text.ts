import type { Language } from './language.js';

/** The texts of ux.md 5.4 by their id there; `A2s`, `S2r`, `S-new`, `R-start` and `R-stays` are ours, in the same manner. */
export const TEXT_IDS = [
  'A1',
  'A2',
  'A2s',
  'A2y',
  'A3',
  'A4',
  'S0',
  'S1',
  'S1r',
  'S2',
  'S2r',
  'F1',
  'L1',
  'S-new',
  'R-yes',
  'R-stays',
  'R-stop',
  'R-start',
  'R-cancel',
  'R-help',
  'R-unclear',
] as const;
export type TextId = (typeof TEXT_IDS)[number];

/** What a text may name. Nothing here is a person's name. */
export type WordName =
  | 'alias'
  | 'link'
  | 'formLink'
  | 'phone'
  | 'emergencyNumber'
  | 'visit'
  | 'visitDay'
  | 'visitLongDay'
  | 'visitTime'
  | 'oldVisit'
  | 'closes'
  | 'closesWeekday';
/** Counted: a text says them with the plural forms of its language. */
export type NumberName = 'questions' | 'minutes';
export type VariableName = WordName | NumberName;

export type Variables = Readonly<Partial<Record<WordName, string>> & Partial<Record<NumberName, number>>>;

/** ICU messages. `{link}` is followed by a space or the end, so that phones recognise it. */
export interface Wording {
  /** Without the words about STOP; the catalogue adds them where the family needs them. */
  readonly sms: string;
  /** Replies have none: they answer a text by a text. Names no content. */
  readonly subject?: string;
}

/** One text in one language. A changed wording is a new version, so that a row can show what it really said. */
export interface MessageText extends Wording {
  readonly version: number;
}

export interface Catalogue {
  readonly language: Language;
  /** Rises with every changed text: whoever signed an older edition off has not read this one. */
  readonly edition: number;
  /** `draft`: no person has checked these words, so nobody is written to in them until the clinic signs them off. */
  readonly state: 'checked' | 'draft';
  readonly stop: string;
  /** Email foot. */
  readonly why: string;
  readonly choices: string;
  /** Email foot where the client asked for a language that nobody answers for. Said in this one. */
  readonly notYours: string;
  readonly texts: Readonly<Record<TextId, MessageText>>;
}

type WordsOf = readonly VariableName[];

const VISIT: WordsOf = ['alias', 'link', 'visit', 'visitLongDay', 'visitTime'];
const FORM: WordsOf = ['alias', 'link', 'closes', 'closesWeekday'];
const PLAIN: WordsOf = ['alias', 'link'];

/** What each text may name, in any language: the words that its messages have. */
export const VARIABLES: Readonly<Record<TextId, WordsOf>> = {
  A1: VISIT,
  A2: VISIT,
  A2s: [...VISIT, 'formLink'],
  A2y: VISIT,
  A3: [...VISIT, 'oldVisit'],
  A4: VISIT,
  S0: [...FORM, 'visitDay'],
  S1: [...FORM, 'questions'],
  S1r: FORM,
  S2: [...FORM, 'minutes'],
  S2r: [...FORM, 'minutes'],
  F1: PLAIN,
  L1: [...PLAIN, 'minutes'],
  'S-new': FORM,
  'R-yes': VISIT,
  'R-stays': PLAIN,
  'R-stop': PLAIN,
  'R-start': PLAIN,
  'R-cancel': PLAIN,
  'R-help': [...PLAIN, 'phone', 'emergencyNumber'],
  'R-unclear': [...PLAIN, 'phone', 'emergencyNumber'],
};

/** The links of a text: its own, and that of the form that goes along. */
export const linksOf = (text: TextId): readonly ('link' | 'formLink')[] =>
  text === 'A2s' ? ['link', 'formLink'] : ['link'];
/** Texts that say how to stop texts; an email has the foot links for that. */
const SAYS_STOP: ReadonlySet<TextId> = new Set<TextId>(['A2s', 'S1', 'S1r', 'S2', 'S2r', 'F1', 'R-start', 'R-help']);
export const saysStop = (text: TextId): boolean => SAYS_STOP.has(text);
/** Only these may invite to book (ux.md 5.4). */
export const mayInvite = (text: TextId): boolean => text === 'F1';
/** Without a subject there is no email of it. */
export const hasEmail = (text: TextId): boolean => !text.startsWith('R-') && text !== 'A2y';
