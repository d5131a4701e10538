import type { Language } from '../domain/language.js';
import type { Catalogue, MessageText, TextId, Wording } from '../domain/text.js';
import type { Finding } from '../domain/wording-rules.js';
import type { RenderedEmail, RenderedSms } from './ports.js';

/** Whose words they are: a text is judged with the clinic's own name, number and region. */
export interface TextAuthor {
  readonly alias: string;
  readonly phone: string;
  readonly emergencyNumber: string;
  /** BCP 47, the clinic's main language. */
  readonly locale: string;
}

/** A text as somebody would get it. */
export interface TextSample {
  /** Of alias, date and link. */
  readonly length: 'shortest' | 'usual' | 'longest';
  readonly sms: RenderedSms & { readonly units: number };
  readonly email?: RenderedEmail;
}

export interface CheckedText {
  /** Stops and warnings; a text with a stop is not saved and not made live. */
  readonly findings: readonly Finding[];
  readonly samples: readonly TextSample[];
  /** Characters that turn the whole text to UCS-2, with what could stand there. */
  readonly costly: readonly { readonly character: string; readonly instead: string }[];
}

/** The lint, the meter and the preview: one rendering for all three. */
export abstract class TextChecker {
  abstract check(
    draft: { readonly text: TextId; readonly language: Language; readonly wording: Wording },
    author: TextAuthor,
  ): CheckedText;
  abstract shipped(text: TextId, language: Language): MessageText;
  abstract catalogue(language: Language): Pick<Catalogue, 'edition' | 'state'>;
}
