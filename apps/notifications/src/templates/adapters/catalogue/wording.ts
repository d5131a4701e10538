import { saysStop } from '../../domain/text.js';
import type { Catalogue, TextId, Variables, Wording } from '../../domain/text.js';
import { gsmLetters } from '../../domain/safe-value.js';
import type { Language } from '../../domain/language.js';
import { icuMessage } from './icu-message.js';

/** One text as it may be said: the clinic's own, or ours. */
export interface SaidWording extends Wording {
  readonly text: TextId;
  readonly versionName: string;
  /** Ours are written to be sent without the accents that short texts lack; what a clinic typed stays as typed. */
  readonly isOurs: boolean;
}

/** Languages whose letters are read without accents, too; Arabic has no such way. */
const FOLDED: ReadonlySet<Language> = new Set<Language>(['en', 'de', 'fr', 'es', 'pl']);

/** A text message with the words about STOP; undefined where something has no value or the text is broken. */
export const smsWords = (wording: SaidWording, catalogue: Catalogue, values: Variables): string | undefined => {
  const filled = icuMessage(wording.sms, catalogue.language)?.fill(values);
  if (filled === undefined) return undefined;
  const body = saysStop(wording.text) ? `${filled} ${catalogue.stop}` : filled;
  return wording.isOurs && FOLDED.has(catalogue.language) ? gsmLetters(body) : body;
};

/** The first line of an email: the words of the text without those about STOP. */
export const emailWords = (
  wording: SaidWording,
  catalogue: Catalogue,
  values: Variables,
): { readonly subject: string; readonly sentence: string } | undefined => {
  const sentence = icuMessage(wording.sms, catalogue.language)?.fill(values);
  const subject = icuMessage(wording.subject ?? '', catalogue.language)?.fill(values);
  return sentence === undefined || subject === undefined || subject === '' ? undefined : { subject, sentence };
};
