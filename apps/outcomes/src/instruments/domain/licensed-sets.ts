import { countIn, choiceIn, type Answers } from './answers.js';
import { options, type Instrument, type Item } from './item.js';

/** A questionnaire that belongs to somebody else: what is public about it, and not a word of it (domain.md 1.2). */
export interface LicensedSet {
  readonly id: SetId;
  readonly name: string;
  /** Our own codes, in the order of the questionnaire; stored with the answers. */
  readonly items: readonly SetItem[];
  /** Not asked more often than this. */
  readonly minIntervalDays: number;
}

export const SET_IDS = ['hit-6', 'midas'] as const;
export type SetId = (typeof SET_IDS)[number];

/** One question: either one of these answer codes, which are also its weights, or a whole number from 0 on. */
export type SetItem = { readonly code: string; readonly scored: boolean } & (
  { readonly kind: 'one'; readonly codes: readonly string[] } | { readonly kind: 'number'; readonly max: number }
);

const numbered = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);

const HIT_6_WEIGHTS = ['6', '8', '10', '11', '13'];
/** Days of three months. */
const MIDAS_DAYS = 90;

export const LICENSED_SETS: Readonly<Record<SetId, LicensedSet>> = {
  'hit-6': {
    id: 'hit-6',
    name: 'HIT-6',
    items: numbered('hit', 6).map((code) => ({ code, scored: true, kind: 'one', codes: HIT_6_WEIGHTS })),
    minIntervalDays: 28,
  },
  midas: {
    id: 'midas',
    name: 'MIDAS',
    items: [
      ...numbered('mid', 5).map((code): SetItem => ({ code, scored: true, kind: 'number', max: MIDAS_DAYS })),
      { code: 'mid6', scored: false, kind: 'number', max: MIDAS_DAYS },
      { code: 'mid7', scored: false, kind: 'number', max: 10 },
    ],
    minIntervalDays: 90,
  },
};

/** The words of one question, as the holder of the licence brought them; in the order of the set's items. */
export interface SetWords {
  readonly text: string;
  /** A label per answer code; empty where a number is asked for. */
  readonly labels: Readonly<Record<string, string>>;
}

/** What the clinic brought: the words and the line about their owner that has to stand under them. */
export interface SetText {
  readonly words: readonly SetWords[];
  readonly copyright: string;
}

/** Why these words do not belong to the set; empty when they do. */
export const problemsOf = (set: LicensedSet, words: readonly SetWords[]): readonly string[] => {
  if (words.length !== set.items.length)
    return [`${set.name} has ${set.items.length} questions, and there are ${words.length} here`];
  return set.items.flatMap((item, index) => {
    const given = Object.keys(words[index]?.labels ?? {}).sort();
    const wanted = item.kind === 'one' ? [...item.codes].sort() : [];
    if (given.join() === wanted.join()) return [];
    const what = wanted.length === 0 ? 'a number and no answer codes' : `the answer codes ${wanted.join(', ')}`;
    return [`question ${index + 1} of ${set.name} has ${what}`];
  });
};

const itemOf = (item: SetItem, { text, labels }: SetWords): Item =>
  item.kind === 'one'
    ? {
        code: item.code,
        text,
        kind: 'one',
        options: options(...item.codes.map((code) => [code, labels[code] ?? code] as const)),
      }
    : { code: item.code, text, kind: 'number', min: 0, max: item.max };

/** A page shows at most this many questions. */
const A_PAGE = 4;
const MINUTES = 2;

/** The quarterly form, filled with a set in the clinic's own words. */
export const quarterlyForm = (set: LicensedSet, { words, copyright }: SetText): Instrument => {
  const items = set.items.map((item, index) => itemOf(item, words[index] ?? { text: '', labels: {} }));
  const pages = Math.ceil(items.length / A_PAGE);
  return {
    id: 'quarterly@1',
    licenceClass: 'B',
    minutes: MINUTES,
    lead: 'own',
    credit: copyright,
    parts: Array.from({ length: pages }, (_, page) => ({
      id: `${page + 1}`,
      items: items.slice(page * A_PAGE, (page + 1) * A_PAGE),
    })),
    gate: 'safety@1',
  };
};

const valueOf = (item: SetItem, answers: Answers): number | undefined => {
  if (item.kind === 'number') return countIn(answers, item.code);
  const chosen = choiceIn(answers, item.code);
  return chosen === undefined ? undefined : Number(chosen);
};

/** The sum of the scored questions of whichever set was answered; undefined where one of them is missing. */
export const totalOf = (answers: Answers): number | undefined => {
  const set = SET_IDS.map((id) => LICENSED_SETS[id]).find(({ items }) => items.some(({ code }) => code in answers));
  const values = (set?.items ?? []).filter(({ scored }) => scored).map((item) => valueOf(item, answers));
  return values.length === 0
    ? undefined
    : values.reduce<number | undefined>(
        (sum, value) => (sum === undefined || value === undefined ? undefined : sum + value),
        0,
      );
};
