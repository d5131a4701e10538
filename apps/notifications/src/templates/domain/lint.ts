import { DENIED_STEMS } from './deny-list.js';

const LINK_TOKEN = /\/[a-z]+\/[0-9A-Za-z]{22}(?![0-9A-Za-z])/g;
// Letters that have no decomposition, so that stripping accents leaves them alone.
const PLAIN: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', ß: 'ss', đ: 'd', ı: 'i', œ: 'oe', æ: 'ae' };

/** Lower case, without accents, invisible characters or punctuation, one space between words: what a reader's eye makes of it. */
const plainWords = (text: string): string =>
  text
    .replace(LINK_TOKEN, ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}\u0640]/gu, '')
    .replace(/[łøßđıœæ]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Arabic writes and, with, for and the article onto the word that follows. */
const PROCLITICS = ['', 'ال', 'لل', 'و', 'وال', 'ب', 'بال', 'ل', 'ك', 'كال', 'ف', 'فال', 'ولل'];
const isArabic = (stem: string): boolean => /\p{Script=Arabic}/u.test(stem);

interface Form {
  readonly name: string;
  /** Looked for where a word begins; a form that must be a whole word ends with a blank. */
  readonly text: string;
}

const formsOf = (name: string): readonly Form[] => {
  const isWhole = name.startsWith('=');
  const bare = isWhole ? name.slice(1) : name;
  const begins = isArabic(bare) ? PROCLITICS : [''];
  return begins.map((begin) => ({ name, text: `${begin}${bare}${isWhole ? ' ' : ''}` }));
};

/** By their first two letters: a message is looked through once, whatever the number of stems. */
type FormIndex = ReadonlyMap<string, readonly Form[]>;

const indexed = (names: readonly string[]): FormIndex => {
  const index = new Map<string, readonly Form[]>();
  for (const form of names.flatMap(formsOf)) {
    const letters = form.text.slice(0, 2);
    index.set(letters, [...(index.get(letters) ?? []), form]);
  }
  return index;
};

const STEMS = indexed(DENIED_STEMS);

/** `words` ends with a blank. */
const findIn = (words: string, index: FormIndex): readonly string[] => {
  const found = new Set<string>();
  for (let at = 0; at >= 0 && at < words.length; at = nextWord(words, at))
    for (const { name, text } of index.get(words.slice(at, at + 2)) ?? [])
      if (words.startsWith(text, at)) found.add(name);
  return [...found];
};

const nextWord = (words: string, at: number): number => {
  const blank = words.indexOf(' ', at);
  return blank === -1 ? -1 : blank + 1;
};

/** The listed stems in a rendered text. The random part of a link is no word and is left out. */
export const deniedStemsIn = (rendered: string, ofTheClinic: readonly string[] = []): readonly string[] => {
  const words = `${plainWords(rendered)} `;
  const own = ofTheClinic.map(plainWords).filter((name) => name.length > 0);
  return own.length === 0 ? findIn(words, STEMS) : [...findIn(words, STEMS), ...findIn(words, indexed(own))];
};

/** Long stems are looked for inside words as well: an alias is often words run together ("OakMigraine", "oakmigraine"). */
const MIN_INSIDE = 6;

/** Is this alias one that may not be activated (domain.md 2.5)? */
export const isAliasRefused = (alias: string, ofTheClinic: readonly string[] = []): boolean => {
  if (deniedStemsIn(alias, ofTheClinic).length > 0) return true;
  const run = plainWords(alias).replaceAll(' ', '');
  return DENIED_STEMS.some(
    (stem) => stem.length >= MIN_INSIDE && !stem.startsWith('=') && run.includes(stem.replaceAll(' ', '')),
  );
};
