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
  readonly texts: readonly OwnText[];
  readonly signedOff: readonly (SignedOff & { readonly by: string; readonly at: Date })[];
}

export const NO_WORDS: ClinicWords = { texts: [], signedOff: [] };

/** How rows and attempts name the words they used: `A2@1/de` of ours, `A2@own-3/de` of the clinic. */
export const versionName = (
  text: TextId,
  language: Language,
  of: { readonly own: number } | { readonly shipped: number },
): string => `${text}@${'shipped' in of ? String(of.shipped) : `own-${of.own}`}/${language}`;
