import { html, type Html } from './html.js';

/** Pages exist in English only; who reads another language learns so in their own. Drafts until somebody who speaks it has read them. */
const ONLY_ENGLISH: Readonly<Record<string, string>> = {
  ar: 'هذه الصفحة متوفرة باللغة الإنجليزية فقط.',
  de: 'Diese Seite gibt es nur auf Englisch.',
  es: 'Esta página solo está disponible en inglés.',
  fr: "Cette page n'existe qu'en anglais.",
  pl: 'Ta strona jest dostępna tylko po angielsku.',
};
const IN_ENGLISH = 'This page is in English only.';
/** A browser names a handful; more is not a reader's list. */
const MOST = 20;

interface Wanted {
  readonly language: string;
  readonly weight: number;
}

const wanted = (range: string): readonly Wanted[] => {
  const [tag, ...parameters] = range.split(';').map((part) => part.trim());
  const language = (tag ?? '').split('-')[0]?.toLowerCase() ?? '';
  if (!/^[a-z]{2,3}$/.test(language)) return [];
  const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const weight = q === undefined ? 1 : Number(q);
  return weight > 0 && weight <= 1 ? [{ language, weight }] : [];
};

/** The language that somebody reads best, of an `Accept-Language` header (RFC 9110, 12.5.4); `en` where it says nothing. */
export const preferredLanguage = (header: string | undefined): string => {
  const all = (header ?? '').split(',').slice(0, MOST).flatMap(wanted);
  return all.toSorted((one, other) => other.weight - one.weight)[0]?.language ?? 'en';
};

/** One line that says that the page is not in the reader's language (ux.md P3.4); nothing where it is. */
export const languageLine = (header: string | undefined): Html | undefined => {
  const language = preferredLanguage(header);
  if (language === 'en') return undefined;
  const own = ONLY_ENGLISH[language];
  if (own === undefined) return html`<p class="calm">${IN_ENGLISH}</p>`;
  return html`<p class="calm" lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">${own}</p>`;
};
