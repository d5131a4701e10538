/** Languages that messages are written in. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'pl', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language of a BCP 47 locale (`de-AT` -> de); undefined for one that messages are not written in. */
export const languageOf = (locale: string): Language | undefined => {
  const [primary = ''] = locale.toLowerCase().split(/[-_]/u);
  return LANGUAGES.find((language) => language === primary);
};

export const isRightToLeft = (language: Language): boolean => language === 'ar';

export interface SignedOff {
  readonly language: Language;
  /** Which edition of the shipped texts the person read; a newer one is a draft again. */
  readonly edition: number;
}

/** What decides in which words somebody is written to. */
export interface Wish {
  /** BCP 47, of the client. */
  readonly locale: string;
  /** BCP 47, the clinic's main language. */
  readonly clinicLocale: string;
  readonly signedOff: readonly SignedOff[];
}

export interface Chosen {
  readonly language: Language;
  /** For dates: the region of whoever speaks that language, 12 or 24 hours. */
  readonly locale: string;
  /** Another language than the client's. */
  readonly isFallback: boolean;
}

/** What is known of the shipped texts of a language. */
export interface Edition {
  readonly edition: number;
  readonly state: 'checked' | 'draft';
}
export type Editions = Readonly<Record<Language, Edition>>;

/** Somebody has read these words: we did, or a person of the clinic who signed this edition off. */
export const isAnsweredFor = (language: Language, of: Edition, signedOff: readonly SignedOff[]): boolean =>
  of.state === 'checked' || signedOff.some((one) => one.language === language && one.edition === of.edition);

/**
 * The client's language where somebody answers for its texts, else the clinic's main one, else English:
 * nobody gets words that no person has read (domain.md 2.7).
 */
export const chooseLanguage = ({ locale, clinicLocale, signedOff }: Wish, editions: Editions): Chosen => {
  const wanted = languageOf(locale);
  const usable = [locale, clinicLocale].find((one) => {
    const language = languageOf(one);
    return language !== undefined && isAnsweredFor(language, editions[language], signedOff);
  });
  const language = languageOf(usable ?? '') ?? 'en';
  return { language, locale: usable ?? 'en-GB', isFallback: language !== wanted };
};
