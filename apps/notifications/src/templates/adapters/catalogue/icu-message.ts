import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../../domain/language.js';
import type { VariableName, Variables } from '../../domain/text.js';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

// The parser's own numbers for what may stand in a message (TYPE of @formatjs/icu-messageformat-parser).
const [LITERAL, ARGUMENT, PLURAL, POUND] = [0, 1, 6, 7];

/** What a message is made of, as far as a text may use it: words, variables and plurals. */
export interface MessageParts {
  readonly variables: ReadonlySet<string>;
  readonly counted: ReadonlySet<string>;
  /** Plural forms that its language has and the text lacks, as `questions: few`. */
  readonly missingForms: readonly string[];
  /** Dates, tags, choices: what a text may not have. */
  readonly hasOther: boolean;
}

// Digits stay Latin in every language: they stand beside times and numbers to dial.
const INTL: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  de: 'de',
  fr: 'fr',
  es: 'es',
  pl: 'pl',
  ar: 'ar-u-nu-latn',
};

const COUNTED_TO = 1000;

/** The plural forms that whole numbers of everyday size take in a language. */
const pluralFormsOf = (language: Language): readonly string[] => {
  const rules = new Intl.PluralRules(language);
  return [...new Set([...Array.from({ length: COUNTED_TO }, (_, n) => rules.select(n)), 'other'])];
};

/** The parser's enum, as the number that it is. */
const typeOf = (element: Element): number => element.type;

interface Plural {
  readonly value: string;
  readonly options: Readonly<Record<string, { readonly value: readonly Element[] }>>;
}

/** The parser types the forms of a plural by an enum of its own; each form has elements again. */
const pluralOf = (element: Element): Plural | undefined =>
  typeOf(element) === PLURAL ? (element as unknown as Plural) : undefined;

const isIn = (element: Element, types: readonly (number | undefined)[]): boolean => types.includes(typeOf(element));

/** Everything in a message, plural forms opened up. */
const flat = (elements: readonly Element[]): readonly Element[] =>
  elements.flatMap((element) => [
    element,
    ...Object.values(pluralOf(element)?.options ?? {}).flatMap(({ value }) => flat(value)),
  ]);

const partsOf = (elements: readonly Element[], language: Language): MessageParts => {
  const all = flat(elements);
  const plurals = all.flatMap((element) => pluralOf(element) ?? []);
  const named = all.filter((element) => isIn(element, [ARGUMENT]));
  return {
    variables: new Set(
      named.map((element) => ('value' in element && typeof element.value === 'string' ? element.value : '')),
    ),
    counted: new Set(plurals.map(({ value }) => value)),
    missingForms: plurals.flatMap(({ value, options }) =>
      pluralFormsOf(language).flatMap((form) => (options[form] === undefined ? [`${value}: ${form}`] : [])),
    ),
    hasOther: all.some((element) => !isIn(element, [LITERAL, ARGUMENT, PLURAL, POUND])),
  };
};

/** An ICU message that parsed. */
export interface IcuMessage {
  readonly parts: MessageParts;
  /** Undefined where a variable that the message names has no value. A brace inside a value stays a brace. */
  readonly fill: (values: Variables) => string | undefined;
}

const hasValue = (values: Variables, name: string): boolean => {
  // The message is data: a name that is not known has no value, and the text is not used.
  const value = values[name as VariableName];
  return value !== undefined && value !== '';
};

/** Whatever a text may do when it is filled, the message around it must not be lost for it. */
const formatted = (format: () => unknown): string | undefined => {
  try {
    const filled = format();
    return typeof filled === 'string' ? filled : undefined;
  } catch {
    return undefined;
  }
};

const compile = (text: string, language: Language): IcuMessage | undefined => {
  try {
    const format = new IntlMessageFormat(text, INTL[language], undefined, { ignoreTag: true });
    const parts = partsOf(format.getAst(), language);
    const named = [...parts.variables, ...parts.counted];
    const fill = (values: Variables): string | undefined => {
      if (parts.hasOther || !named.every((name) => hasValue(values, name))) return undefined;
      return formatted(() => format.format(values));
    };
    return { parts, fill };
  } catch {
    // A message that does not parse is a finding of the lint, and no text.
    return undefined;
  }
};

/** Parsing takes fifty times as long as filling; a clinic's own texts are typed in, so their number has a bound. */
const MOST_MESSAGES = 2000;
const compiled = new Map<string, IcuMessage | undefined>();

/** Undefined for a text that is no ICU message. */
export const icuMessage = (text: string, language: Language): IcuMessage | undefined => {
  const name = `${language} ${text}`;
  if (compiled.has(name)) return compiled.get(name);
  if (compiled.size >= MOST_MESSAGES) compiled.clear();
  const message = compile(text, language);
  compiled.set(name, message);
  return message;
};
