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

interface Stem {
  readonly name: string;
  /** Looked for in ` words `. */
  readonly forms: readonly string[];
}

const stemOf = (name: string): Stem => {
  const isWhole = name.startsWith('=');
  const bare = isWhole ? name.slice(1) : name;
  const begins = isArabic(bare) ? PROCLITICS : [''];
  return { name, forms: begins.map((begin) => ` ${begin}${bare}${isWhole ? ' ' : ''}`) };
};

const STEMS: readonly Stem[] = DENIED_STEMS.map(stemOf);

const findIn = (text: string, stems: readonly Stem[]): readonly string[] =>
  stems.filter(({ forms }) => forms.some((form) => text.includes(form))).map(({ name }) => name);

/** The listed stems in a rendered text. The random part of a link is no word and is left out. */
export const deniedStemsIn = (rendered: string, ofTheClinic: readonly string[] = []): readonly string[] => {
  const words = ` ${plainWords(rendered)} `;
  const own = ofTheClinic.map(plainWords).filter((name) => name.length > 0);
  return [...findIn(words, STEMS), ...findIn(words, own.map(stemOf))];
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
