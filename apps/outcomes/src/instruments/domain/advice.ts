import { choiceIn, choicesIn, countIn, type Answers } from './answers.js';
import { worst, type SafetyLevel } from './safety.js';

/** Severe from 7 on (domain.md 1.7, ps3b). */
const SEVERE = 7;
const LASTING_HOURS = 36;

/** What the answers themselves raise, without anything being ticked on the gate. */
export const levelOfAnswers = (answers: Answers, hoursSinceVisit: number): SafetyLevel | undefined => {
  const lasted = choiceIn(answers, 'ps3c');
  const isLasting = lasted === 'over-36h' || (lasted === 'still-there' && hoursSinceVisit >= LASTING_HOURS);
  const severe: SafetyLevel | undefined = (countIn(answers, 'ps3b') ?? 0) >= SEVERE && isLasting ? 'U' : undefined;
  const health = choicesIn(answers, 'a26') ?? [];
  const talkFirst: SafetyLevel | undefined = health.some((value) => value !== 'none') ? 'R' : undefined;
  return worst([severe, talkFirst]);
};

const MONTH = 28;
/** Days in 28 from which a talk is worth it: 10 of the stronger kinds, 15 of any medicine, 15 with a headache (ICHD-3 8.2). */
const STRONG = 10;
const MANY = 15;

const reaches = (count: number | undefined, limit: number, windowDays: number): boolean =>
  count !== undefined && count * MONTH >= limit * windowDays;

/** Neutral sentences for the last page; never advice about a medicine. */
export const notesFor = (answers: Answers, windowDays: number): readonly string[] => {
  const medicine = countIn(answers, 'f6') ?? countIn(answers, 'a11');
  const stronger = countIn(answers, 'f6a') ?? countIn(answers, 'a13');
  const headache = countIn(answers, 'f1') ?? countIn(answers, 'a3');
  const isMuch = reaches(stronger, STRONG, windowDays) || reaches(medicine, MANY, windowDays);
  return [
    ...(isMuch && medicine !== undefined
      ? [
          `You took headache medicine on ${medicine} days. It is worth discussing with your doctor or pharmacist. Please do not stop medicines on your own.`,
        ]
      : []),
    ...(reaches(headache, MANY, windowDays) && headache !== undefined
      ? [`You had a headache on ${headache} of ${windowDays} days. It is worth telling your doctor.`]
      : []),
  ];
};
