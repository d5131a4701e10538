import { Injectable } from '@nestjs/common';
import { languageOf, LANGUAGES } from '../domain/language.js';
import type { Language } from '../domain/language.js';
import { ownTextOf, versionName } from '../domain/own-text.js';
import type { ClinicWords } from '../domain/own-text.js';
import { TEXT_IDS, VARIABLES } from '../domain/text.js';
import type { MessageText, TextId, VariableName } from '../domain/text.js';
import { authorOf, ClinicWording } from './clinic-wording.js';
import { TextChecker } from './text-checker.js';
import type { CheckedText } from './text-checker.js';
import { TextVersions } from './text-versions.js';
import type { TextName, TextVersion } from './text-versions.js';

export interface TextLine {
  readonly text: TextId;
  readonly language: Language;
  /** Name of what is said now. */
  readonly live: string;
  /** The newest saved version, where there is one. */
  readonly newest?: number;
  /** W4: the clinic's main language was changed after this one. */
  readonly olderThanSource: boolean;
}

export interface TextDetail {
  readonly live: string;
  readonly shipped: MessageText;
  /** Newest first. */
  readonly versions: readonly TextVersion[];
  readonly variables: readonly VariableName[];
  /** Of what is live. */
  readonly checked: CheckedText;
}

/** What the clinic says, and what it said before. */
@Injectable()
export class TextOverview {
  constructor(
    private readonly wording: ClinicWording,
    private readonly checker: TextChecker,
    private readonly versions: TextVersions,
  ) {}

  async list(clinicId: string): Promise<readonly TextLine[]> {
    const { locale, words } = await this.rulesOf(clinicId);
    const saved = await this.versions.newestOf(clinicId);
    const newestOf = (text: TextId, language: Language): TextVersion | undefined =>
      saved.find((one) => one.text === text && one.language === language);
    const source = languageOf(locale) ?? 'en';
    return TEXT_IDS.flatMap((text) =>
      LANGUAGES.map((language) => {
        const newest = newestOf(text, language);
        const changedAt = newestOf(text, source)?.at;
        const olderThanSource =
          language !== source && changedAt !== undefined && (newest === undefined || newest.at < changedAt);
        const live = this.liveName(words, { text, language });
        return { text, language, live, olderThanSource, ...(newest === undefined ? {} : { newest: newest.version }) };
      }),
    );
  }

  async one(name: TextName): Promise<TextDetail> {
    const { clinicId, text, language } = name;
    const { words, rules } = await this.rulesOf(clinicId);
    const shipped = this.checker.shipped(text, language);
    const wording = (words && ownTextOf(words, text, language)) ?? shipped;
    return {
      live: this.liveName(words, name),
      shipped,
      versions: await this.versions.historyOf(name),
      variables: VARIABLES[text],
      checked: this.checker.check({ text, language, wording }, authorOf(rules)),
    };
  }

  private async rulesOf(clinicId: string) {
    const rules = await this.wording.rulesOf(clinicId);
    return { rules, locale: rules.locale, words: rules.words };
  }

  private liveName(words: ClinicWords | undefined, { text, language }: Pick<TextName, 'text' | 'language'>): string {
    const own = words && ownTextOf(words, text, language);
    return versionName(
      text,
      language,
      own === undefined ? { shipped: this.checker.shipped(text, language).version } : { own: own.version },
    );
  }
}
