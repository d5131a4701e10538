/** When an item is asked, as data: answers given so far, or facts about the survey. */
export type Condition =
  | { readonly item: string; readonly is: readonly string[] }
  | { readonly item: string; readonly atLeast: number }
  /** At least `days` in 28, scaled to the days that the form asks about. */
  | { readonly item: string; readonly atLeastPer28: number }
  | { readonly fact: 'presumed' | 'self-care' | 'counts-days' | 'fifty-plus' }
  | { readonly all: readonly Condition[] };

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface ItemHead {
  /** Stable for ever; stored and exported. */
  readonly code: string;
  readonly text: string;
  readonly hint?: string;
  readonly required?: true;
  readonly when?: Condition;
}

/** A count of days cannot exceed another count, or the days that the form asks about. */
export type Bound = number | 'window' | { readonly item: string };

export type Item = ItemHead &
  (
    | { readonly kind: 'one'; readonly options: readonly Option[] }
    | { readonly kind: 'many'; readonly options: readonly Option[]; readonly none?: Option; readonly most?: number }
    | { readonly kind: 'rating'; readonly from: 0 | 1; readonly low: string; readonly high: string }
    | {
        readonly kind: 'days';
        readonly max: Bound;
        readonly min?: { readonly item: string };
        /** The sentence when the count exceeds the other item's. */
        readonly over?: (other: number) => string;
        readonly under?: string;
      }
    | { readonly kind: 'number'; readonly min: number; readonly max: number }
    | { readonly kind: 'text'; readonly maxLength: number }
    | { readonly kind: 'date' }
    | { readonly kind: 'period'; readonly maxDays: number }
  );

/** Items of one topic, at most four of them, answered and saved together. */
export interface Part {
  readonly id: string;
  /** `1b` continues part 1: it comes only when an answer calls for it and has no number of its own. */
  readonly continues?: true;
  readonly items: readonly Item[];
  /** Asked in the short version as well (somebody has an attack now). */
  readonly short?: readonly string[];
}

export interface Instrument {
  /** `<name>@<version>`; wording or scoring changes raise the version. */
  readonly id: string;
  /** A: our own words. B: a slot, filled with the words of a clinic that holds a licence. */
  readonly licenceClass: 'A' | 'B';
  /** Minutes it takes, for the first page. */
  readonly minutes: number;
  /** How the first line over the questions begins. */
  readonly lead: 'last-28-days' | 'since-visit' | 'window' | 'own';
  /** Whose words these are; stands under the questions. */
  readonly credit?: string;
  /** Days that counts are asked for where the form has no window of its own. */
  readonly fixedWindowDays?: number;
  readonly parts: readonly Part[];
  /** Nothing more is asked once this holds: the visit did not take place. */
  readonly endsWhen?: Condition;
  /** The last part: which gate items belong to it. */
  readonly gate: 'safety@1';
}

export const options = (...pairs: readonly (readonly [value: string, label: string])[]): readonly Option[] =>
  pairs.map(([value, label]) => ({ value, label }));

/** Seven steps of global change, the best first; scored +3 to -3. */
export const SEVEN_STEPS: readonly Option[] = options(
  ['very-much-better', 'very much better'],
  ['much-better', 'much better'],
  ['a-little-better', 'a little better'],
  ['the-same', 'the same'],
  ['a-little-worse', 'a little worse'],
  ['much-worse', 'much worse'],
  ['very-much-worse', 'very much worse'],
);

const WORST = 'worst you can imagine';
type Rating = Extract<Item, { kind: 'rating' }>;
export const rating = (code: string, text: string, more: Partial<Rating> = {}): Item => ({
  code,
  text,
  kind: 'rating',
  from: 0,
  low: 'none',
  high: WORST,
  ...more,
});

export const YES_NO_UNSURE: readonly Option[] = options(['no', 'No'], ['yes', 'Yes'], ['not-sure', 'Not sure']);
