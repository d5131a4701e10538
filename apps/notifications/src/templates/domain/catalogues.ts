import type { Language } from './language.js';
import type { Catalogue } from './text.js';
import { arabic } from './texts.ar.js';
import { german } from './texts.de.js';
import { english } from './texts.en.js';
import { spanish } from './texts.es.js';
import { french } from './texts.fr.js';
import { polish } from './texts.pl.js';

/** What the product ships. */
export const CATALOGUES: Readonly<Record<Language, Catalogue>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  pl: polish,
  ar: arabic,
};
