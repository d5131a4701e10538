import {
  levelOfAnswers,
  levelsOf,
  worst,
  type GateAnswer,
  type SafetyLevel,
} from '../../instruments/application/instruments.js';
import type { AnsweredForm } from './answered-forms.js';

/** Signs by name, each with the level that it calls for. */
export type Signs = Readonly<Record<string, SafetyLevel>>;

/** The name of what is ticked nowhere but follows from the answers. */
const ANSWERS = 'answers';
const HOUR_MS = 3_600_000;

/** What the gate and the answers call for, sign by sign. */
export const signsIn = ({ survey, gate, answers }: AnsweredForm, now: Date): Signs => {
  const hours = (now.getTime() - survey.visitAt.getTime()) / HOUR_MS;
  const level = levelOfAnswers(answers, hours);
  const ticked = gate === undefined ? {} : levelsOf(gate);
  return level === undefined ? ticked : { ...ticked, [ANSWERS]: level };
};

export const levelIn = (form: AnsweredForm, now: Date): SafetyLevel | undefined =>
  worst(Object.values(signsIn(form, now)));

/** What a flag was raised with. One of before its signs were kept says what was ticked only, so it may have been about any answer. */
export const signsKept = (text: string): Signs => {
  // Our own sealed text; its shape is what `FinishSurvey` wrote.
  const { signs, ticked = [], when = {} } = JSON.parse(text) as Partial<GateAnswer> & { readonly signs?: Signs };
  return signs ?? { ...levelsOf({ ticked, when }), [ANSWERS]: 'E' };
};
