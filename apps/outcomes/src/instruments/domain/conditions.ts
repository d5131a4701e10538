import { choiceIn, choicesIn, countIn, type Answers } from './answers.js';
import type { Bound, Condition, Instrument } from './item.js';

/** What is known about a survey apart from its answers. */
export interface FormFacts {
  /** Nobody recorded the visit, so the form asks first whether it took place. */
  readonly presumed: boolean;
  readonly selfCarePlan: boolean;
  /** Undefined: the age is not known, and the items of fifty and over are asked. */
  readonly fiftyPlus: boolean | undefined;
  /** Days that counts are asked for; undefined for instruments without such items. */
  readonly windowDays: number | undefined;
  /** Somebody has an attack now and asked for the short version. */
  readonly shortForm: boolean;
}

/** Fewer days than this say little and would overlap the time before the visit (domain.md 1.6). */
export const SHORTEST_WINDOW = 14;
const MONTH = 28;

const factHolds = (fact: Extract<Condition, { fact: string }>['fact'], facts: FormFacts): boolean => {
  switch (fact) {
    case 'presumed':
      return facts.presumed;
    case 'self-care':
      return facts.selfCarePlan;
    case 'counts-days':
      return (facts.windowDays ?? 0) >= SHORTEST_WINDOW;
    case 'fifty-plus':
      return facts.fiftyPlus !== false;
  }
};

const chosen = (answers: Answers, item: string): readonly string[] => {
  const one = choiceIn(answers, item);
  return one === undefined ? (choicesIn(answers, item) ?? []) : [one];
};

export const holds = (condition: Condition | undefined, answers: Answers, facts: FormFacts): boolean => {
  if (condition === undefined) return true;
  if ('all' in condition) return condition.all.every((one) => holds(one, answers, facts));
  if ('fact' in condition) return factHolds(condition.fact, facts);
  if ('is' in condition) return chosen(answers, condition.item).some((value) => condition.is.includes(value));
  const count = countIn(answers, condition.item);
  if (count === undefined) return false;
  if ('atLeast' in condition) return count >= condition.atLeast;
  return count * MONTH >= condition.atLeastPer28 * (facts.windowDays ?? MONTH);
};

/** The condition without what depends on these items: what can be said before they are answered. */
export const withoutItems = (condition: Condition | undefined, codes: ReadonlySet<string>): Condition | undefined => {
  if (condition === undefined || 'fact' in condition) return condition;
  if ('all' in condition) return { all: condition.all.flatMap((one) => withoutItems(one, codes) ?? []) };
  return codes.has(condition.item) ? undefined : condition;
};

export const windowOf = (instrument: Pick<Instrument, 'fixedWindowDays'>, facts: FormFacts): number =>
  facts.windowDays ?? instrument.fixedWindowDays ?? MONTH;

/** The largest count that makes sense; undefined while the other count is not known. */
export const boundOf = (bound: Bound, answers: Answers, windowDays: number): number | undefined => {
  if (typeof bound === 'number') return bound;
  return bound === 'window' ? windowDays : countIn(answers, bound.item);
};
