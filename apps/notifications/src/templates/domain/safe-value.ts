/** Curly quotes and dashes that would turn a whole SMS into UCS-2 for the sake of one character. */
const FOLDED: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201a': "'",
  '\u201b': "'",
  '\u2032': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u2033': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2026': '...',
};

/**
 * One line of visible characters: line ends of any kind, controls, lone surrogates and direction overrides are gone,
 * so a value can break neither a header nor the order of the text around it.
 */
export const singleLine = (value: string): string => (PLAIN_LINE.test(value) ? value : cleaned(value));

/** Words of visible ASCII with single blanks between them: most names, and nothing to clean. */
const PLAIN_LINE = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

const cleaned = (value: string): string =>
  value
    .replace(/\p{Cs}/gu, '')
    .normalize('NFC')
    .replace(/[\p{Zl}\p{Zp}\p{Cc}]/gu, ' ')
    .replace(/[\u200b\u2060\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]/g, '')
    .replace(/[\p{Zs}]+/gu, ' ')
    .replace(/[\u2018-\u201e\u2032\u2033\u2010-\u2014\u2026]/g, (character) => FOLDED[character] ?? character)
    .trim();

const GSM_LETTERS = /[àéèìòùÇØøÅåÆæßÉÄÖÑÜäöñü\p{ASCII}]/u;
const WITHOUT_STROKE: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  ŀ: 'l',
  œ: 'oe',
  Œ: 'OE',
};

/** Accents that the alphabet of text messages lacks are dropped: one of them would cost the whole text its GSM-7. Other scripts stay. */
export const gsmLetters = (value: string): string => (ASCII.test(value) ? value : withGsmLetters(value));

const ASCII = /^\p{ASCII}*$/u;

const withGsmLetters = (value: string): string =>
  Array.from(value, (letter) => {
    if (GSM_LETTERS.test(letter)) return letter;
    const plain = WITHOUT_STROKE[letter] ?? letter.normalize('NFD').replace(/\p{M}/gu, '');
    return /^\p{ASCII}+$/u.test(plain) ? plain : letter;
  }).join('');

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** At most `units` UTF-16 units, never half of an emoji or a letter without its accent. */
export const clip = (value: string, units: number): string => {
  if (value.length <= units) return value.trim();
  let kept = '';
  for (const { segment } of graphemes.segment(value)) {
    if (kept.length + segment.length > units) break;
    kept += segment;
  }
  return kept.trim();
};

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LEFT_TO_RIGHT = /[\p{L}\p{N}+]/u;

/**
 * First-strong isolation around a value that runs against its text only, so that neither reorders the other:
 * the marks themselves would cost every other SMS its GSM-7.
 */
export const isolated = (value: string, text: 'ltr' | 'rtl' = 'ltr'): string => {
  const against = text === 'ltr' ? RIGHT_TO_LEFT.test(value) : LEFT_TO_RIGHT.test(value) && !RIGHT_TO_LEFT.test(value);
  return against ? `\u2068${value}\u2069` : value;
};

/** Numbers and codes read from left to right in every language. */
export const isolatedNumber = (value: string, text: 'ltr' | 'rtl'): string =>
  text === 'rtl' ? `\u2066${value}\u2069` : value;

/** A telephone number as people read it. */
export const phoneText = (value: string): string => clip(value.replace(/[^0-9+() -]/g, ''), 16);
