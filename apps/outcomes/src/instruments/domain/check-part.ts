import { countIn, type Answers, type AnswerValue } from './answers.js';
import { boundOf, holds, windowOf, type FormFacts } from './conditions.js';
import { itemsShown, itemsThatApply } from './form.js';
import type { Instrument, Item, Part } from './item.js';
import { rawValues, readAnswer, type RawForm } from './read-answer.js';
import { GATE_ITEMS, GATE_NONE, gateItemsFor, isEmergency, WHEN, type GateAnswer, type WhenCode } from './safety.js';

/** One sentence at one field. */
export interface AnswerProblem {
  readonly item: string;
  readonly message: string;
}

export interface CheckedPart {
  readonly answers: Answers;
  readonly problems: readonly AnswerProblem[];
}

interface Context {
  /** Of an instrument only the days that its counts are asked for matter here. */
  readonly instrument: Pick<Instrument, 'fixedWindowDays'>;
  readonly facts: FormFacts;
  /** Answers of the other parts. */
  readonly earlier: Answers;
}

const missing = (item: Item, windowDays: number): string =>
  item.kind === 'days' ? `Enter a number from 0 to ${windowDays}.` : `Choose an answer for "${item.text}".`;

/** Counts of days against the counts that they are part of; a comparison with a faulty field waits for that field. */
const compared = (item: Item, answers: Answers, windowDays: number): string | undefined => {
  if (item.kind !== 'days') return undefined;
  const count = countIn(answers, item.code);
  if (count === undefined) return undefined;
  const max = boundOf(item.max, answers, windowDays);
  if (max !== undefined && count > max) return item.over?.(max) ?? `Enter a number from 0 to ${max}.`;
  const min = item.min === undefined ? undefined : countIn(answers, item.min.item);
  return min !== undefined && count < min ? item.under : undefined;
};

/** Reads and checks what was sent for a part. Answers that do not apply are dropped; what is missing stays missing. */
export const checkPart = (part: Part, raw: RawForm, { instrument, facts, earlier }: Context): CheckedPart => {
  const windowDays = windowOf(instrument, facts);
  const own: Record<string, AnswerValue> = {};
  const problems: AnswerProblem[] = [];
  const others = Object.fromEntries(
    Object.entries(earlier).filter(([code]) => !part.items.some((item) => item.code === code)),
  );
  const shown = itemsShown(part, others, facts);
  for (const item of shown) {
    const reading = readAnswer(item, raw, windowDays);
    if ('wrong' in reading) problems.push({ item: item.code, message: reading.wrong });
    else if (reading.value !== undefined) own[item.code] = reading.value;
  }
  const all: Answers = { ...others, ...own };
  const faulty = new Set(problems.map((problem) => problem.item));
  for (const item of shown.filter((one) => !faulty.has(one.code))) {
    const isMissing = item.required === true && own[item.code] === undefined && holds(item.when, all, facts);
    const message = isMissing ? missing(item, windowDays) : compared(item, sound(all, problems), windowDays);
    if (message !== undefined) problems.push({ item: item.code, message });
  }
  const order = part.items.map((item) => item.code);
  problems.sort((one, other) => order.indexOf(one.item) - order.indexOf(other.item));
  const kept = new Set(itemsThatApply(part, all, facts).map((item) => item.code));
  return { answers: Object.fromEntries(Object.entries(own).filter(([code]) => kept.has(code))), problems };
};

const sound = (answers: Answers, problems: readonly AnswerProblem[]): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([code]) => !problems.some((problem) => problem.item === code)));

const isWhen = (code: string | undefined): code is WhenCode => WHEN.some((option) => option.value === code);

/** What is ticked on the gate, before anything is checked: an emergency is answered even if the rest is wrong. */
export const readGate = (raw: RawForm): GateAnswer => {
  const sent = rawValues(raw, 'sg');
  const ticked = GATE_ITEMS.map((item) => item.value).filter((value) => sent.includes(value));
  const when: Record<string, WhenCode> = {};
  for (const value of ticked) {
    const [code] = rawValues(raw, `when-${value}`);
    if (isWhen(code)) when[value] = code;
  }
  return { ticked, when };
};

/** The gate is never skipped: something is ticked, or "None of these". */
export const checkGate = (
  raw: RawForm,
  facts: FormFacts,
): { readonly answer: GateAnswer; readonly problems: readonly AnswerProblem[] } => {
  const answer = readGate(raw);
  const isNone = rawValues(raw, 'sg').includes(GATE_NONE.value);
  const offered = gateItemsFor(facts.fiftyPlus).map((item) => item.value);
  const own: GateAnswer = { ticked: answer.ticked.filter((value) => offered.includes(value)), when: answer.when };
  // Help comes first: what else is wrong with the form does not matter then.
  if (isEmergency(own)) return { answer: own, problems: [] };
  if (own.ticked.length === 0 && !isNone) {
    return { answer: own, problems: [{ item: 'sg', message: `Tick the ones you had, or ${GATE_NONE.label}.` }] };
  }
  if (own.ticked.length > 0 && isNone) {
    return { answer: own, problems: [{ item: 'sg', message: `Choose "${GATE_NONE.label}" or the others, not both.` }] };
  }
  const undated = GATE_ITEMS.filter(
    (item) => item.level === 'E' && own.ticked.includes(item.value) && own.when[item.value] === undefined,
  );
  return {
    answer: own,
    problems: undated.map((item) => ({ item: `when-${item.value}`, message: `Choose an answer for "When was this?"` })),
  };
};
