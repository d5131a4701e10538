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

/** Shipped texts that a person has checked need no sign-off of the clinic. */
export type Editions = Readonly<Record<Language, { readonly edition: number; readonly state: 'checked' | 'draft' }>>;

export const isUsable = (language: Language, signedOff: readonly SignedOff[], editions: Editions): boolean =>
  editions[language].state === 'checked' ||
  signedOff.some((one) => one.language === language && one.edition === editions[language].edition);

/**
 * The client's language where somebody answers for its texts, else the clinic's main one, else English:
 * nobody gets words that no person has read (domain.md 2.7).
 */
export const chooseLanguage = ({ locale, clinicLocale, signedOff }: Wish, editions: Editions): Chosen => {
  const wanted = languageOf(locale);
  const usable = [locale, clinicLocale].find((one) => {
    const language = languageOf(one);
    return language !== undefined && isUsable(language, signedOff, editions);
  });
  const language = languageOf(usable ?? '') ?? 'en';
  return { language, locale: usable ?? 'en-GB', isFallback: language !== wanted };
};
