import type { Language, SignedOff } from './language.js';
import type { TextId, Wording } from './text.js';

/** A text that the clinic wrote itself and made live. */
export interface OwnText extends Wording {
  readonly text: TextId;
  readonly language: Language;
  readonly version: number;
}

/** What of a clinic's words is live: read with every message that is sent. */
export interface ClinicWords {
  /** Rises with every change, so that two people never overwrite each other. */
  readonly version: number;
  readonly texts: readonly OwnText[];
  readonly signedOff: readonly (SignedOff & { readonly by: string; readonly at: Date })[];
}

export const NO_WORDS: ClinicWords = { version: 0, texts: [], signedOff: [] };

export const ownTextOf = (words: ClinicWords, text: TextId, language: Language): OwnText | undefined =>
  words.texts.find((one) => one.text === text && one.language === language);

const without = (words: ClinicWords, text: TextId, language: Language): readonly OwnText[] =>
  words.texts.filter((one) => one.text !== text || one.language !== language);

export const withLive = (words: ClinicWords, own: OwnText): ClinicWords => ({
  ...words,
  version: words.version + 1,
  texts: [...without(words, own.text, own.language), own],
});

/** Back to ours. */
export const withShipped = (words: ClinicWords, text: TextId, language: Language): ClinicWords => ({
  ...words,
  version: words.version + 1,
  texts: without(words, text, language),
});

export const withSignOff = (words: ClinicWords, signOff: ClinicWords['signedOff'][number]): ClinicWords => ({
  ...words,
  version: words.version + 1,
  signedOff: [...words.signedOff.filter(({ language }) => language !== signOff.language), signOff],
});

export const withoutSignOff = (words: ClinicWords, language: Language): ClinicWords => ({
  ...words,
  version: words.version + 1,
  signedOff: words.signedOff.filter((one) => one.language !== language),
});

/** How rows and attempts name the words they used: `A2@1/de` of ours, `A2@own-3/de` of the clinic. */
export const versionName = (
  text: TextId,
  language: Language,
  of: { readonly own: number } | { readonly shipped: number },
): string => `${text}@${'shipped' in of ? String(of.shipped) : `own-${of.own}`}/${language}`;
