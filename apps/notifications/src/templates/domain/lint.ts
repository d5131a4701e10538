import { DENIED_STEMS } from './deny-list.js';

const LINK_TOKEN = /\/[a-z]\/[0-9A-Za-z]{22}(?![0-9A-Za-z])/g;
// Letters that have no decomposition, so that stripping accents leaves them alone.
const PLAIN: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', ß: 'ss', đ: 'd', ı: 'i' };

/** Lower case, without accents, invisible characters or punctuation, one space between words: what a reader's eye makes of it. */
const plainWords = (text: string): string =>
  text
    .replace(LINK_TOKEN, ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[łøßđı]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const matches = (words: string, stem: string): boolean =>
  stem.startsWith('=') ? ` ${words} `.includes(` ${stem.slice(1)} `) : ` ${words}`.includes(` ${stem}`);

/** The listed stems in a rendered text. The random part of a link is no word and is left out. */
export const deniedStemsIn = (rendered: string, ofTheClinic: readonly string[] = []): readonly string[] => {
  const words = plainWords(rendered);
  const own = ofTheClinic.map(plainWords).filter((name) => name.length > 0);
  return [...DENIED_STEMS, ...own].filter((stem) => matches(words, stem));
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
