import { hasEmail, linksOf, mayInvite, VARIABLES } from './text.js';
import type { TextId, Wording } from './text.js';

/** Rules of ux.md K9: `L` stops a text from being saved, `W` warns. */
export type RuleName = 'L1' | 'L2' | 'L3' | 'L4' | 'L5' | 'L6' | 'L7' | 'L8' | 'W1' | 'W3' | 'W4';

export interface Finding {
  readonly rule: RuleName;
  readonly field: 'sms' | 'subject';
  readonly message: string;
}

/** What a message is made of, read by whoever knows ICU; undefined: it cannot be read at all. */
export interface ReadMessage {
  readonly variables: ReadonlySet<string>;
  readonly counted: ReadonlySet<string>;
  readonly missingForms: readonly string[];
  readonly hasOther: boolean;
}

export const isStop = ({ rule }: Finding): boolean => rule.startsWith('L');

const ADDRESS =
  /https?:\/\/|www\.|(?<![\p{L}\p{N}])[\p{L}\p{N}-]+\.(?:com|net|org|info|app|link|page|site|online|shop|ai|io|co|ly|gl|me|eu|uk|us|de|at|ch|fr|be|es|mx|pl|ae|sa|eg)(?![\p{L}\p{N}])/iu;
/** Offers, in the languages of the catalogue; only the note about the next visit may invite to book, and no text may sell. */
const SELLING =
  /(?<!\p{L})(?:offer|discount|voucher|special price|sale|book now|free session|angebot|rabatt|gutschein|gratis|kostenlos|jetzt buchen|promo|promotion|remise|réduction|bon cadeau|gratuit|réservez maintenant|oferta|descuento|promoción|reserve ahora|vale regalo|promocja|rabat|zniżka|bon podarunkowy|zarezerwuj teraz|خصم|عرض خاص|مجان|احجز الآن)|\d\s?%/iu;
const DIGIT_DATE = /(?<!\d)\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?(?!\d)/u;
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const finding = (rule: RuleName, field: Finding['field'], message: string): Finding => ({ rule, field, message });

const unknownIn = (text: TextId, { variables, counted }: ReadMessage): readonly string[] =>
  [...variables, ...counted].filter((name) => !VARIABLES[text].some((known) => known === name));

const NUMBERS: readonly string[] = ['questions', 'minutes'];

/** L4: what cannot be read, is not known here, or lacks a plural form of its language. */
const readable = (text: TextId, field: Finding['field'], message: ReadMessage | undefined): readonly Finding[] => {
  if (message === undefined) return [finding('L4', field, 'cannot be read: a brace is open, or a form has no words')];
  const words = [...message.counted].filter((name) => !NUMBERS.includes(name));
  return [
    ...unknownIn(text, message).map((name) =>
      finding('L4', field, `{${name}} has no value in this text; it may name ${VARIABLES[text].join(', ')}`),
    ),
    ...words.map((name) => finding('L4', field, `{${name}} is no number and has no plural`)),
    ...message.missingForms.map((form) => finding('L4', field, `a plural form is missing: ${form}`)),
    ...(message.hasOther ? [finding('L4', field, 'only words, variables and plurals may stand in a text')] : []),
  ];
};

const linkFindings = (text: TextId, sms: string): readonly Finding[] =>
  linksOf(text).flatMap((link) => {
    const count = sms.split(`{${link}}`).length - 1;
    if (count === 0) return [finding('L3', 'sms', `{${link}} is missing: nobody could change, answer or choose`)];
    if (count > 1) return [finding('L5', 'sms', 'has more than one link: one message asks for one thing')];
    return new RegExp(`(?:^|\\s)\\{${link}\\}(?:\\s|$)`, 'u').test(sms)
      ? []
      : [finding('L5', 'sms', `{${link}} must stand alone, or phones will not recognise it`)];
  });

const plainFindings = (text: TextId, field: Finding['field'], words: string): readonly Finding[] => [
  ...(UNSEEN.test(words) ? [finding('L4', field, 'has a line end or a character that nobody sees')] : []),
  ...(ADDRESS.test(words) ? [finding('L7', field, 'has an address of its own; only {link} may lead anywhere')] : []),
  ...(SELLING.test(words) ? [finding('L8', field, sellingMessage(text))] : []),
  ...(DIGIT_DATE.test(words) ? [finding('W3', field, 'has a date in digits; other countries read it otherwise')] : []),
];

const sellingMessage = (text: TextId): string =>
  mayInvite(text) ? 'sells something; it may only say that it is time' : 'mixes a note about a visit with an offer';

/** What can be said about a text as it was typed; whatever depends on its values is looked at where it is rendered. */
export const findingsOf = (
  text: TextId,
  { sms, subject }: Wording,
  read: { readonly sms: ReadMessage | undefined; readonly subject: ReadMessage | undefined },
): readonly Finding[] => [
  ...readable(text, 'sms', read.sms),
  ...(sms.includes('{alias}') ? [] : [finding('L2', 'sms', '{alias} is missing: nobody would know who writes')]),
  ...linkFindings(text, sms),
  ...plainFindings(text, 'sms', sms),
  ...subjectFindings(text, subject, read.subject),
];

const subjectFindings = (
  text: TextId,
  subject: string | undefined,
  read: ReadMessage | undefined,
): readonly Finding[] => {
  if (!hasEmail(text))
    return subject === undefined ? [] : [finding('L4', 'subject', 'this text is a reply by SMS and has no subject')];
  if (subject === undefined || subject.trim() === '')
    return [finding('L4', 'subject', 'is missing: this text goes out by email as well')];
  return [
    ...readable(text, 'subject', read),
    ...(/\{(?:link|formLink)\}/u.test(subject) ? [finding('L5', 'subject', 'a subject has no link')] : []),
    ...plainFindings(text, 'subject', subject),
  ];
};
