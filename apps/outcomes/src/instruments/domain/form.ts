import type { Answers } from './answers.js';
import { holds, withoutItems, type FormFacts } from './conditions.js';
import type { Instrument, Item, Part } from './item.js';

/** The gate is a part like the others, always the last. */
export const GATE = 'check';

const codesOf = (part: Part): ReadonlySet<string> => new Set(part.items.map((item) => item.code));

/**
 * The items that the page of a part shows. Nothing appears or vanishes under a finger, so what depends on another item
 * of the same part is shown from the start; only earlier parts decide.
 */
export const itemsShown = (part: Part, answers: Answers, facts: FormFacts): readonly Item[] => {
  const own = codesOf(part);
  const offered = facts.shortForm ? part.items.filter((item) => part.short?.includes(item.code) === true) : part.items;
  return offered.filter((item) => holds(withoutItems(item.when, own), answers, facts));
};

/** The items of a part that apply, now that the part itself is answered. */
export const itemsThatApply = (part: Part, answers: Answers, facts: FormFacts): readonly Item[] =>
  itemsShown(part, answers, facts).filter((item) => holds(item.when, answers, facts));

/** Parts that have something to ask, given the answers so far. */
export const partsToAsk = (instrument: Instrument, answers: Answers, facts: FormFacts): readonly Part[] =>
  hasEnded(instrument, answers, facts)
    ? []
    : instrument.parts.filter((part) => itemsShown(part, answers, facts).length > 0);

/** The visit did not take place: nothing more is asked, not even the gate. */
export const hasEnded = (instrument: Instrument, answers: Answers, facts: FormFacts): boolean =>
  instrument.endsWhen !== undefined && holds(instrument.endsWhen, answers, facts);

/** Where to go on: the first part without a saved answer, then the gate; undefined when all is said. */
export const nextPart = (
  instrument: Instrument,
  saved: { readonly parts: ReadonlySet<string>; readonly answers: Answers },
  facts: FormFacts,
): string | undefined => {
  if (hasEnded(instrument, saved.answers, facts)) return undefined;
  const open = partsToAsk(instrument, saved.answers, facts).find((part) => !saved.parts.has(part.id));
  if (open !== undefined) return open.id;
  return saved.parts.has(GATE) ? undefined : GATE;
};

/** Addresses of the parts before this one, in order; the last of them is "Back". */
export const partBefore = (
  instrument: Instrument,
  saved: Answers,
  at: { readonly part: string; readonly facts: FormFacts },
): string | undefined => {
  const ids = [...partsToAsk(instrument, saved, at.facts).map((part) => part.id), GATE];
  return ids[ids.indexOf(at.part) - 1];
};

/** "Part 1 of 3": a continuation has the number of the part that it continues, the gate is the last. */
export const placeOf = (
  instrument: Instrument,
  answers: Answers,
  at: { readonly part: string; readonly facts: FormFacts },
): { readonly number: number; readonly total: number; readonly continued: boolean } => {
  const parts = partsToAsk(instrument, answers, at.facts);
  const numbered = parts.filter((part) => part.continues !== true).map((part) => part.id);
  const total = numbered.length + 1;
  if (at.part === GATE) return { number: total, total, continued: false };
  const own = parts.findIndex((part) => part.id === at.part);
  const continued = parts[own]?.continues === true;
  const number = parts.slice(0, own + 1).filter((part) => part.continues !== true).length;
  return { number: Math.max(number, 1), total, continued };
};

/** Only answers that apply in the end: somebody may go back and change what a later answer depended on. */
export const applicableAnswers = (instrument: Instrument, answers: Answers, facts: FormFacts): Answers => {
  const kept = new Set(
    instrument.parts.flatMap((part) => itemsThatApply(part, answers, facts).map((item) => item.code)),
  );
  return Object.fromEntries(Object.entries(answers).filter(([code]) => kept.has(code)));
};
