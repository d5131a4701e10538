import type { Dice } from './dice.js';
import type { Health } from './people.js';

/** What stands behind the answers to one survey. */
export interface AnswerMood {
  readonly health: Health;
  readonly dice: Dice;
  /** How far the run has come, 0 to 1: the trend takes hold slowly. */
  readonly progress: number;
  /** Did the visit really take place? Only asked where nobody recorded it. */
  readonly attended: boolean;
}

/** A question to answer; `max` bounds day counts. */
export interface Question {
  readonly name: string;
  readonly kind: 'one' | 'many' | 'text' | 'days' | 'fixed';
  readonly values: readonly string[];
  readonly max: number | undefined;
}

interface DayCounts {
  readonly headache: number;
  readonly migraine: number;
  readonly burden: number;
}

const FOUR_WEEKS = 28;

/** Days within a window, by the person's rates and where their trend has brought them. */
const countsOf = (mood: AnswerMood, window: number): DayCounts => {
  const dice = mood.dice.fork('days');
  const factor = (1 + (mood.health.trend - 1) * mood.progress) * (window / FOUR_WEEKS);
  const shake = (days: number): number => Math.max(0, Math.round(days * factor + dice.int(-1, 1)));
  const headache = Math.min(window, shake(mood.health.headacheDays));
  const migraine = Math.min(headache, shake(mood.health.migraineDays));
  return { headache, migraine, burden: Math.min(headache, Math.max(migraine, shake(mood.health.burdenDays))) };
};

type DayCount = (counts: DayCounts, max: number) => number;

/** Medicine days and the like. */
const otherDays: DayCount = (counts, max) => Math.min(max, Math.floor(counts.migraine / 2));

/** Day counts by item; anything else is half of the migraine days. */
const DAY_ANSWERS: Readonly<Record<string, DayCount>> = {
  a2: (_counts, max) => Math.min(max, 17),
  a3: (counts) => counts.headache,
  f1: (counts) => counts.headache,
  a4: (counts, max) => Math.min(max, counts.migraine),
  f2: (counts, max) => Math.min(max, counts.migraine),
  a5: (counts) => counts.burden,
  f3: (counts) => counts.burden,
  a13: (counts, max) => Math.min(otherDays(counts, max), 2),
  f6a: (counts, max) => Math.min(otherDays(counts, max), 2),
};

const dayAnswer = (name: string, mood: AnswerMood, max: number): number => {
  const window = name.startsWith('a') ? FOUR_WEEKS : max;
  return (DAY_ANSWERS[name] ?? otherDays)(countsOf(mood, window), max);
};

interface Choosing {
  readonly values: readonly string[];
  /** What chance alone would choose. */
  readonly byChance: string;
  readonly dice: Dice;
  readonly mood: AnswerMood;
}

/** Items whose answer follows from the person rather than from chance alone. */
const CHOOSERS: Readonly<Record<string, (choosing: Choosing) => string>> = {
  ps0: ({ values, mood }) => firstOf(values, mood.attended ? ['yes', 'true'] : ['no', 'false']),
  ps1: ({ values, byChance, dice }) => (dice.chance(0.6) ? firstOf(values, ['no']) : byChance),
  ps3: ({ values, mood, dice }) => firstOf(values, dice.chance(mood.health.soreness) ? ['yes'] : ['no']),
  a10: ({ values, byChance, dice }) =>
    dice.chance(0.7) ? firstOf(values, ['usual', 'about-usual', 'same']) : byChance,
  // Few people ask never to be reminded again.
  f14: ({ values, byChance, dice }) =>
    byChance.startsWith('stop') && dice.chance(0.8) ? firstOf(values, ['not-now']) : byChance,
};

/** How likely "none of these" is; health checks and the safety gate rarely have more to tell. */
const NOTHING: Readonly<Record<string, number>> = { sg: 0.985, a26: 0.93, f11: 0.85 };

/** The window of a follow-up is the bound of its first question; the later bounds are narrower. */
export class AnswerSheet {
  private window: number | undefined;

  constructor(private readonly mood: AnswerMood) {}

  /** Days that the follow-up asked to count, once it has asked. */
  get windowDays(): number | undefined {
    return this.window;
  }

  /** The values that the person types or ticks; empty leaves the question out. */
  answer(question: Question): readonly string[] {
    const dice = this.mood.dice.fork(question.name);
    switch (question.kind) {
      case 'days':
        return [String(this.days(question))];
      case 'one':
        return [this.choose(question, dice)];
      case 'many':
        return this.tick(question, dice);
      case 'text':
      case 'fixed':
        return [];
    }
  }

  private days({ name, max }: Question): number {
    const bound = max ?? FOUR_WEEKS;
    if (name === 'f1') this.window = bound;
    return Math.min(bound, dayAnswer(name, this.mood, this.window ?? bound));
  }

  private choose({ name, values }: Question, dice: Dice): string {
    const byChance = values[dice.int(0, Math.max(0, values.length - 1))] ?? '';
    const chooser = CHOOSERS[name];
    return chooser === undefined ? byChance : chooser({ values, byChance, dice, mood: this.mood });
  }

  private tick({ name, values }: Question, dice: Dice): readonly string[] {
    const exclusive = values.find((value) => value === 'none' || value === 'no');
    if (exclusive !== undefined && dice.chance(NOTHING[name] ?? 0.5)) return [exclusive];
    const others = values.filter((value) => value !== exclusive);
    const chosen = others[dice.int(0, Math.max(0, others.length - 1))];
    return chosen === undefined ? [] : [chosen];
  }
}

const firstOf = (values: readonly string[], wanted: readonly string[]): string =>
  wanted.find((one) => values.includes(one)) ?? values[0] ?? '';
