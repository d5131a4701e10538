import { Clock } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { LANGUAGES } from '../domain/language.js';
import type { Language } from '../domain/language.js';
import { withoutSignOff, withSignOff } from '../domain/own-text.js';
import type { ClinicWords } from '../domain/own-text.js';
import { ClinicWording } from './clinic-wording.js';
import { TextChecker } from './text-checker.js';
import { TextChangedError } from './text-errors.js';

export interface LanguageState {
  readonly language: Language;
  /** `outdated`: signed off, but our texts have changed since. */
  readonly state: 'checked' | 'draft' | 'signed-off' | 'outdated';
  readonly edition: number;
  readonly isUsed: boolean;
  readonly by?: string;
  readonly at?: Date;
}

/** Somebody of the clinic has read the texts of a language and answers for them. */
@Injectable()
export class SignOffLanguage {
  constructor(
    private readonly wording: ClinicWording,
    private readonly checker: TextChecker,
    private readonly clock: Clock,
  ) {}

  /** `edition`: the one that was read; a newer one must be read first. */
  async execute(
    clinicId: string,
    { language, edition }: { readonly language: Language; readonly edition: number },
    by: string,
  ): Promise<readonly LanguageState[]> {
    if (this.checker.catalogue(language).edition !== edition)
      throw new TextChangedError('these texts have changed; read them again');
    const at = this.clock.now();
    return this.states(
      await this.wording.change(clinicId, (words) => withSignOff(words, { language, edition, by, at })),
    );
  }

  async withdraw(clinicId: string, language: Language): Promise<readonly LanguageState[]> {
    return this.states(await this.wording.change(clinicId, (words) => withoutSignOff(words, language)));
  }

  async of(clinicId: string): Promise<readonly LanguageState[]> {
    return this.states(await this.wording.of(clinicId));
  }

  private states({ signedOff }: ClinicWords): readonly LanguageState[] {
    return LANGUAGES.map((language) => {
      const { edition, state } = this.checker.catalogue(language);
      const signed = signedOff.find((one) => one.language === language);
      if (state === 'checked') return { language, edition, state, isUsed: true };
      if (signed === undefined) return { language, edition, state, isUsed: false };
      const isCurrent = signed.edition === edition;
      const { by, at } = signed;
      return { language, edition, state: isCurrent ? 'signed-off' : 'outdated', isUsed: isCurrent, by, at };
    });
  }
}
