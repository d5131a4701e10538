import { CATALOGUES } from './catalogues.js';
import { chooseLanguage, LANGUAGES, languageOf } from './language.js';
import type { SignedOff } from './language.js';

const german: SignedOff = { language: 'de', edition: CATALOGUES.de.edition };
const polish: SignedOff = { language: 'pl', edition: CATALOGUES.pl.edition };
const wordsFor = (locale: string, clinicLocale: string, signedOff: readonly SignedOff[] = []) =>
  chooseLanguage({ locale, clinicLocale, signedOff }, CATALOGUES);

describe('the language that somebody is written to in', () => {
  it('ships every language but English as a draft', () => {
    expect(LANGUAGES.filter((language) => CATALOGUES[language].state === 'checked')).toEqual(['en']);
  });

  it('is never one that nobody signed off: it falls back to the main language of the clinic, then to English', () => {
    expect(wordsFor('de-DE', 'en-GB')).toEqual({ language: 'en', locale: 'en-GB', isFallback: true });
    expect(wordsFor('de-DE', 'pl-PL')).toEqual({ language: 'en', locale: 'en-GB', isFallback: true });
    expect(wordsFor('de-DE', 'pl-PL', [polish])).toEqual({ language: 'pl', locale: 'pl-PL', isFallback: true });
    expect(wordsFor('it-IT', 'de-DE', [german])).toEqual({ language: 'de', locale: 'de-DE', isFallback: true });
  });

  it("is the client's own as soon as the clinic answers for it", () => {
    expect(wordsFor('de-AT', 'en-GB', [german])).toEqual({ language: 'de', locale: 'de-AT', isFallback: false });
    expect(wordsFor('en-US', 'de-DE', [german])).toEqual({ language: 'en', locale: 'en-US', isFallback: false });
  });

  it('is a draft again when the texts that were signed off have changed since', () => {
    expect(wordsFor('de-AT', 'en-GB', [{ language: 'de', edition: CATALOGUES.de.edition - 1 }])).toMatchObject({
      language: 'en',
      isFallback: true,
    });
  });

  it.each(['', 'xx', '../../etc', 'DE_de', '\u202ede', 'e'])(
    'is found in whatever stands in a locale: "%s"',
    (locale) => {
      expect(() => wordsFor(locale, locale)).not.toThrow();
      expect(languageOf('DE_de')).toBe('de');
    },
  );
});
