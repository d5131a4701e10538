import type { FlagPage, Me, People } from '../api/answers.js';
import { counted, whenOf } from '../shell/format.js';
import type { Choice } from '../shell/parts.js';
import type { WhoOf } from '../shell/people.js';

export type Flag = FlagPage['items'][number];
type Level = Flag['level'];
type Call = Flag['calls'][number];
type Self = Pick<Me, 'accountId'>;

interface LevelWords {
  readonly name: string;
  /** When somebody has to have answered it. */
  readonly due: string;
  /** What the page of the form said to the client. */
  readonly told: string;
}

const LEVELS: Readonly<Record<Level, LevelWords>> = {
  E: { name: 'Emergency', due: 'within 4 working hours', told: 'to get help at once' },
  U: { name: 'Urgent', due: 'on the same working day', told: 'to contact a doctor the same day' },
  R: {
    name: 'Before the next visit',
    due: 'before the next visit',
    told: 'to speak with a doctor or pharmacist before the next visit',
  },
};

export const wordsOf = (level: Level): LevelWords => LEVELS[level];

const MINUTE_MS = 60_000;

/** `3 hours`; whole units, rounded down. */
export const ageText = (raisedAt: string, now: string): string => {
  const minutes = Math.max(0, Math.floor((Date.parse(now) - Date.parse(raisedAt)) / MINUTE_MS));
  if (minutes < 60) return counted(minutes, 'minute');
  return minutes < 48 * 60 ? counted(Math.floor(minutes / 60), 'hour') : counted(Math.floor(minutes / 1440), 'day');
};

const ACTING: readonly string[] = ['owner', 'practitioner'];

const actsOn = (roles: readonly string[]): boolean => roles.some((role) => ACTING.includes(role));

export const mayAct = ({ roles }: Pick<Me, 'roles'>): boolean => actsOn(roles);

/** At the clinic. */
export const timeOf = ({ at, atLocal }: { readonly at: string; readonly atLocal: string | null }): string =>
  whenOf(at, atLocal ?? undefined);

/** By when somebody has to have looked at an open flag. */
export const dueText = ({ level, state, due, isOverdue }: Flag): string => {
  if (state === 'cleared') return '';
  if (due === null) return `answer due ${LEVELS[level].due}`;
  return isOverdue ? `overdue: somebody should have looked by ${timeOf(due)}` : `answer due by ${timeOf(due)}`;
};

export const hasIt = ({ assignment }: Flag, { accountId }: Self): boolean =>
  assignment?.kind === 'taken' && assignment.by === accountId;

/** An owner does it for a colleague who is away. */
export const mayHandOver = (flag: Flag, me: Self & Pick<Me, 'roles'>): boolean =>
  hasIt(flag, me) || (flag.assignment?.kind === 'taken' && me.roles.includes('owner'));

/** What a colleague has they hand over; everything else is for whoever is there. */
export const mayTake = ({ assignment, state }: Flag): boolean => state === 'open' && assignment?.kind !== 'taken';

const waitsFor = (to: string | null, whoOf: WhoOf, { accountId }: Self): string => {
  if (to === null) return 'It waits for whoever takes it next.';
  return to === accountId ? 'It waits for you.' : `It waits for ${whoOf(to)}; anybody may take it.`;
};

/** Who looks after an open flag. */
export const assignmentText = ({ assignment }: Flag, whoOf: WhoOf, me: Self): string => {
  if (assignment === null) return 'Nobody has it yet.';
  const isOwn = assignment.by === me.accountId;
  if (assignment.kind === 'taken')
    return `${isOwn ? 'You have' : `${whoOf(assignment.by)} has`} it since ${timeOf(assignment)}.`;
  const by = isOwn ? 'you' : whoOf(assignment.by);
  const note = assignment.note === null ? '' : ` Note: ${assignment.note}`;
  return `Handed over by ${by}, ${timeOf(assignment)}. ${waitsFor(assignment.to, whoOf, me)}${note}`;
};

const OUTCOMES: Readonly<Record<Call['outcome'], string>> = {
  'reached-fine': 'reached, all is well',
  'reached-see-doctor': 'reached, will see a doctor',
  'no-answer': 'no answer',
  'left-message': 'left a message',
  'wrong-number': 'wrong number',
};

export const OUTCOME_CHOICES: readonly Choice[] = Object.entries(OUTCOMES).map(([value, label]) => ({ value, label }));

/** `Mon 1 Mar 10:05: no answer (ana@example.org)` */
export const callText = (call: Call, whoOf: WhoOf): string =>
  `${timeOf(call)}: ${OUTCOMES[call.outcome]} (${whoOf(call.by)})`;

/** Whom a flag can be handed to by name; left out, it waits for whoever takes it next. */
export const takerChoices = (people: People | undefined, { accountId }: Self): readonly Choice[] => [
  { value: '', label: 'whoever takes it next' },
  ...(people?.items ?? [])
    .filter((one) => one.accountId !== accountId && actsOn(one.roles))
    .map((one) => ({ value: one.accountId, label: one.email })),
];
