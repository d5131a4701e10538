import { choiceIn, choicesIn, countIn, type Answers } from './answers.js';
import { SEVEN_STEPS } from './item.js';
import { totalOf } from './licensed-sets.js';

/** Version of everything below; stored with each score, so that a report can say what it counted by. */
export const SCORING = 'scores@1';

interface Scored {
  readonly algorithm: string;
}

/** Whole days, never rates: `x28` is computed when shown, and a missing count stays missing. */
export interface DayCounts {
  readonly windowDays: number;
  readonly headacheDays: number | undefined;
  readonly migraineDays: number | undefined;
  readonly burdenDays: number | undefined;
  readonly limitedDays: number | undefined;
  readonly medicineDays: number | undefined;
}

export interface BaselineScore extends Scored, DayCounts {
  readonly kind: 'baseline';
  /** The four weeks were not the usual ones: regression to the mean is likely. */
  readonly atypical: boolean;
  readonly coIntervention: boolean;
}

export interface WindowScore extends Scored, DayCounts {
  readonly kind: 'window';
  readonly stress: number | undefined;
  readonly demandingTime: boolean;
  /** +3 very much better to -3 very much worse. */
  readonly globalChange: number | undefined;
  readonly coIntervention: boolean;
}

export interface SessionScore extends Scored {
  readonly kind: 'session';
  /** Undefined: the question was not answered, which is not "none". */
  readonly unwanted:
    { readonly any: boolean; readonly worst: number | undefined; readonly lasting: boolean } | undefined;
  readonly headache: boolean | undefined;
  readonly tension: number | undefined;
  readonly deltaTension: number | undefined;
  readonly globalChange: number | undefined;
}

/** A set of somebody else's, added up as its owner says. */
export interface SetScore extends Scored {
  readonly kind: 'set';
  readonly total: number | undefined;
}

export type Score = BaselineScore | WindowScore | SessionScore | SetScore;

const MONTH = 28;

/** Days of a part of the headache days: none when there was no headache, unknown when it was not answered. */
const within = (headacheDays: number | undefined, count: number | undefined): number | undefined =>
  headacheDays === 0 ? 0 : count;

const stepsOf = (answers: Answers, code: string): number | undefined => {
  const index = SEVEN_STEPS.findIndex((step) => step.value === choiceIn(answers, code));
  return index < 0 ? undefined : 3 - index;
};

export const scoreIntake = (answers: Answers): BaselineScore => {
  const headacheDays = countIn(answers, 'a3');
  return {
    algorithm: SCORING,
    kind: 'baseline',
    windowDays: MONTH,
    headacheDays,
    migraineDays: within(headacheDays, countIn(answers, 'a4')),
    burdenDays: within(headacheDays, countIn(answers, 'a5')),
    limitedDays: countIn(answers, 'a9'),
    medicineDays: countIn(answers, 'a11'),
    atypical: ['better', 'worse'].includes(choiceIn(answers, 'a10') ?? ''),
    coIntervention: choiceIn(answers, 'a14') === 'changed',
  };
};

export const scoreFollowUp = (answers: Answers, windowDays: number): WindowScore => {
  const headacheDays = countIn(answers, 'f1');
  const changed = choicesIn(answers, 'f11') ?? [];
  return {
    algorithm: SCORING,
    kind: 'window',
    windowDays,
    headacheDays,
    migraineDays: within(headacheDays, countIn(answers, 'f2')),
    burdenDays: within(headacheDays, countIn(answers, 'f3')),
    limitedDays: countIn(answers, 'f5'),
    medicineDays: countIn(answers, 'f6'),
    stress: countIn(answers, 'f9'),
    demandingTime: choiceIn(answers, 'f13') === 'more-demanding',
    globalChange: stepsOf(answers, 'f10'),
    coIntervention: changed.some((value) => value !== 'no'),
  };
};

/** `before`: tension at the check-in of the same visit, where there was one. */
export const scorePostSession = (answers: Answers, before?: number): SessionScore => {
  const said = choiceIn(answers, 'ps3');
  const headache = choiceIn(answers, 'ps1');
  const tension = countIn(answers, 'ps4');
  const lasted = choiceIn(answers, 'ps3c');
  return {
    algorithm: SCORING,
    kind: 'session',
    unwanted:
      said === undefined
        ? undefined
        : {
            any: said === 'yes',
            worst: countIn(answers, 'ps3b'),
            lasting: lasted === 'over-36h' || lasted === 'still-there',
          },
    headache: headache === undefined || headache === 'not-sure' ? undefined : headache !== 'no',
    tension,
    deltaTension: tension === undefined || before === undefined ? undefined : tension - before,
    globalChange: stepsOf(answers, 'ps5'),
  };
};

export const scoreOf = (instrument: string, answers: Answers, windowDays: number | undefined): Score => {
  if (instrument === 'intake@1') return scoreIntake(answers);
  if (instrument === 'quarterly@1') return { algorithm: SCORING, kind: 'set', total: totalOf(answers) };
  return instrument === 'follow-up@1' ? scoreFollowUp(answers, windowDays ?? 0) : scorePostSession(answers);
};

/** Below this many days a window is not measured at all. */
const SHORTEST_WINDOW = 14;

/** Can what the instrument is for be computed from it (domain.md 1.3)? */
export const isUsable = (score: Score): boolean => {
  if (score.kind === 'session') return score.unwanted !== undefined;
  if (score.kind === 'set') return score.total !== undefined;
  return score.migraineDays !== undefined && score.windowDays >= SHORTEST_WINDOW;
};

/** A count per 28 days, with one decimal; only for showing. */
export const rate28 = (count: number, windowDays: number): number => Math.round((count * MONTH * 10) / windowDays) / 10;
