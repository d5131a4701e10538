import {
  checkGate,
  checkPart,
  GATE,
  partsToAsk,
  type AnswerProblem,
  type Answers,
  type GateAnswer,
  type RawForm,
} from '../../instruments/application/instruments.js';
import type { AnsweredForm } from './answered-forms.js';

/** One part as a browser sent it. */
export interface SentPart {
  readonly part: string;
  readonly raw: RawForm;
}

export interface ReadPart {
  /** A gate answer for the gate, answers for every other part. */
  readonly content: Answers | GateAnswer;
  readonly problems: readonly AnswerProblem[];
}

/** What was sent, read and checked; undefined for a part that is not asked. */
export const readPart = (form: AnsweredForm, { part: id, raw }: SentPart): ReadPart | undefined => {
  if (id === GATE) {
    const { answer: content, problems } = checkGate(raw, form.facts);
    return { content, problems };
  }
  const part = partsToAsk(form.instrument, form.answers, form.facts).find((one) => one.id === id);
  if (part === undefined) return undefined;
  const { answers, problems } = checkPart(part, raw, {
    instrument: form.instrument,
    facts: form.facts,
    earlier: form.answers,
  });
  return { content: answers, problems };
};

/** The form with this part in place of what it said before. */
export const withPart = (form: AnsweredForm, part: string, content: Answers | GateAnswer): AnsweredForm => {
  const saved = new Set([...form.saved, part]);
  // `readPart` gives a gate answer for the gate and answers for every other part.
  if (part === GATE) return { ...form, saved, gate: content as GateAnswer };
  const own = form.instrument.parts.find((one) => one.id === part)?.items.map((item) => item.code) ?? [];
  const others = Object.fromEntries(Object.entries(form.answers).filter(([code]) => !own.includes(code)));
  return { ...form, saved, answers: { ...others, ...(content as Answers) } };
};
