import { NotFoundError } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { ClinicStore } from '../../clinics/application/clinic-directory.js';
import { Clinics } from '../../clinics/application/ports.js';
import type { ClinicRules } from '../../clinics/application/ports.js';
import { NO_WORDS } from '../domain/own-text.js';
import type { ClinicWords } from '../domain/own-text.js';
import type { TextAuthor } from './text-checker.js';
import { TextChangedError } from './text-errors.js';

const TRIES = 5;

/** The clinic's live words, which stand with its rules so that sending reads them in the same moment. */
@Injectable()
export class ClinicWording {
  constructor(
    private readonly clinics: Clinics,
    private readonly store: ClinicStore,
  ) {}

  async rulesOf(clinicId: string): Promise<ClinicRules> {
    const rules = (await this.clinics.rulesOf([clinicId])).get(clinicId);
    if (rules === undefined) throw new NotFoundError('this clinic has no settings yet');
    return rules;
  }

  async of(clinicId: string): Promise<ClinicWords> {
    return (await this.rulesOf(clinicId)).words ?? NO_WORDS;
  }

  /** `how` may be asked again when others change words at the same moment. */
  async change(clinicId: string, how: (words: ClinicWords) => ClinicWords): Promise<ClinicWords> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const words = await this.of(clinicId);
      const changed = how(words);
      if (await this.store.keepWords(clinicId, changed, words.version)) return changed;
    }
    throw new TextChangedError('others are changing the texts of this clinic; try again');
  }
}

export const authorOf = ({ alias, phone, emergencyNumber, locale }: ClinicRules): TextAuthor => ({
  ...{ alias, phone, emergencyNumber, locale },
});
