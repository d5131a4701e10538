import { dayOf, percent, signed } from '../shell/format.js';
import type { AnswerRate, Change, FirstReport, Group, Measure, Share } from '../api/answers.js';

/** One line of a figure: drawn in the chart and written in the table from this same object (K11.3). */
export interface ShareLine {
  readonly group: string;
  readonly measure: string;
  readonly share: Share | undefined;
  /** In place of the numbers. */
  readonly hidden: string | undefined;
}

export interface ChangeLine {
  readonly group: string;
  readonly change: Change | undefined;
  readonly hidden: string | undefined;
}

const TOO_FEW = 'too few to show';

const groupName = (group: Group): string => (group.by === 'all' ? 'All clients' : techniqueName(group.key));
/** `deep-tissue` -> `Deep tissue`. */
const techniqueName = (code: string): string => {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const hiddenOf = (group: Group, measure: Measure): string | undefined =>
  group[measure] === null || group.suppressed?.includes(measure) === true ? TOO_FEW : undefined;

const shareLines = (group: Group): readonly ShareLine[] => {
  const name = groupName(group);
  const hidden = hiddenOf(group, 'responder50');
  const lines: readonly (readonly [string, Share | undefined, string | undefined])[] = [
    ['Half or fewer days, of those who answered', group.responder50?.answered, hidden],
    ['Half or fewer days, of all who were asked', group.responder50?.due, hidden],
    ['Something unwanted after a visit, of forms', group.unwanted ?? undefined, hiddenOf(group, 'unwanted')],
  ];
  return lines.map(([measure, share, why]) => ({
    group: name,
    measure,
    share: why === undefined ? share : undefined,
    hidden: why,
  }));
};

export interface Figures {
  readonly shares: readonly ShareLine[];
  readonly changes: readonly ChangeLine[];
}

export const figuresOf = (report: FirstReport): Figures => ({
  shares: report.groups.flatMap(shareLines),
  changes: report.groups.map((group) => {
    const hidden = hiddenOf(group, 'change');
    return { group: groupName(group), change: hidden === undefined ? (group.change ?? undefined) : undefined, hidden };
  }),
});

/** `14 of 20 70% (48 to 85)`; a count without percent under ten. */
export const shareText = ({ n, of, rate, low, high }: Share): string =>
  rate === null || low === null || high === null
    ? `${n} of ${of}`
    : `${n} of ${of} ${percent(rate)}% (${percent(low)} to ${percent(high)})`;

const DIRECTIONS = { fewer: 'fewer days', more: 'more days', same: 'no difference' } as const;

/** `−2.6 (−4.3 to −0.9), n 24`; from five pairs a direction only, below that the number of pairs. */
export const changeText = ({ pairs, mean, low, high, direction }: Change): string => {
  if (mean !== null && low !== null && high !== null)
    return `${signed(mean)} (${signed(low)} to ${signed(high)}), n ${pairs}`;
  if (direction !== undefined) return `${DIRECTIONS[direction]}, n ${pairs}`;
  return `${pairs} ${pairs === 1 ? 'pair' : 'pairs'}, ${TOO_FEW}`;
};

/** What stands above the chart of changes while there is not enough for it. */
export const pairsNotice = (changes: readonly ChangeLine[]): string | undefined => {
  const pairs = changes[0]?.change?.pairs ?? 0;
  return pairs >= 10
    ? undefined
    : `You have ${pairs} ${pairs === 1 ? 'pair' : 'pairs'}. From 10 on there is an interval; from 5 on a direction.`;
};

export const isUnderHalf = ({ flow }: FirstReport): boolean => flow.due > 0 && flow.answered * 2 < flow.due;

/** The first two paragraphs under every figure; the texts are fixed (ux.md 5.1). */
export const CAUTION =
  'People usually start care when headaches are at their worst, so some improvement is expected with no care at all. In studies of non-drug headache care, about 15 in 100 people in comparison groups recovered anyway. This report has no comparison group. It cannot show that a technique or a practitioner caused a change.';
export const UNDER_HALF = 'Fewer than half answered; read this as feedback, not as results.';
/** Stays until 100 forms that closed after that day say otherwise. */
export const fewAnswers = ({ below }: AnswerRate): string | undefined =>
  below === null
    ? undefined
    : `Fewer than 30 of the last ${below.due} forms were answered in time: on ${dayOf(below.on)} it was ${below.answered}. This stays here until at least 30 of ${below.due} later forms are answered.`;
export const SMALL_CLINIC = 'A clinic with 20 answers cannot tell 35% from 50%.';
