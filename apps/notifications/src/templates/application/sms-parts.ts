import { Injectable } from '@nestjs/common';
import { chooseText } from '../domain/choose-text.js';
import type { MessageKind } from '../domain/choose-text.js';
import { languageOf } from '../domain/language.js';
import type { Language } from '../domain/language.js';
import { NO_WORDS, ownTextOf } from '../domain/own-text.js';
import type { ClinicWords } from '../domain/own-text.js';
import { TextChecker } from './text-checker.js';
import type { TextAuthor } from './text-checker.js';

/** A message as far as its length depends on it. */
interface Sized {
  readonly kind: string;
  readonly instrument?: string | undefined;
}

/** How many parts the texts of a clinic take, as the meter of K9 measures its usual sample in the clinic's main language. */
@Injectable()
export class SmsParts {
  constructor(private readonly checker: TextChecker) {}

  /** Measures each text once. */
  meterOf(author: TextAuthor, words: ClinicWords = NO_WORDS): (message: Sized) => number {
    const language = languageOf(author.locale) ?? 'en';
    const known = new Map<string, number>();
    return ({ kind, instrument = '' }) => {
      const name = `${kind}/${instrument}`;
      const parts = known.get(name) ?? this.partsOf({ kind, instrument }, { author, words, language });
      known.set(name, parts);
      return parts;
    };
  }

  private partsOf(
    { kind, instrument }: { readonly kind: string; readonly instrument: string },
    by: { readonly author: TextAuthor; readonly words: ClinicWords; readonly language: Language },
  ): number {
    const { author, words, language } = by;
    // Kinds of the ledger are those that are said in words.
    const text = chooseText(kind as MessageKind, { channel: 'sms', instrument, visitStays: false });
    const wording = ownTextOf(words, text, language) ?? this.checker.shipped(text, language);
    const { samples } = this.checker.check({ text, language, wording }, author);
    return samples.find(({ length }) => length === 'usual')?.sms.parts ?? 1;
  }
}
