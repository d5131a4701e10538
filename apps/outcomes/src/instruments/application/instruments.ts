/** What other features may use of the instruments: definitions, the way through a form, checks and scores. */
export { instrumentOf } from '../domain/catalogue.js';
export { choiceIn, choicesIn, countIn } from '../domain/answers.js';
export type { Answers } from '../domain/answers.js';
export type { Instrument, Item } from '../domain/item.js';
export { diary, DIARY_FACTS, diaryAnswers, diaryPartAfter, isDiaryPartOpen } from '../domain/diary.js';
export { LICENSED_SETS, problemsOf, quarterlyForm, SET_IDS } from '../domain/licensed-sets.js';
export type { SetId, SetWords } from '../domain/licensed-sets.js';
export { windowOf } from '../domain/conditions.js';
export type { FormFacts } from '../domain/conditions.js';
export {
  applicableAnswers,
  GATE,
  hasEnded,
  itemsShown,
  nextPart,
  partBefore,
  partsToAsk,
  placeOf,
} from '../domain/form.js';
export { checkGate, checkPart, readGate } from '../domain/check-part.js';
export type { AnswerProblem } from '../domain/check-part.js';
export { rawValues } from '../domain/read-answer.js';
export type { RawForm } from '../domain/read-answer.js';
export { GATE_NONE, gateItemsFor, isEmergency, levelOf, levelsOf, WHEN, worst } from '../domain/safety.js';
export type { GateAnswer, GateItem, SafetyLevel } from '../domain/safety.js';
export { levelOfAnswers, notesFor } from '../domain/advice.js';
export { saysCount, surprising } from '../domain/soft-check.js';
export { isUsable, rate28, scoreOf, SCORING } from '../domain/scores.js';
export type { Score } from '../domain/scores.js';
