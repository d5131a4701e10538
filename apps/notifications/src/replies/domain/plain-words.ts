const PLAIN: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', ß: 'ss', đ: 'd', ı: 'i' };

/** `S T O P` and `s.t.o.p` are one word to the person who typed them. */
const joinSpelledOut = (words: readonly string[]): readonly string[] =>
  words.length > 1 && words.every((word) => word.length === 1) ? [words.join('')] : words;

/** Stretched, misspelt or digit-laced forms of the one word that must not be missed. */
const straighten = (word: string): string => (/^s+[t+]+[o0]+p{1,}$/.test(word) || word === 'stopp' ? 'stop' : word);

/** A text message as plain lower-case words: no accents, apostrophes, punctuation, emoji or invisible characters. */
export const plainWords = (text: string): readonly string[] => {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}'’‘`´ʼ]/gu, '')
    .replace(/[łøßđı]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .filter((word) => word !== '');
  return joinSpelledOut(words).map(straighten);
};
