import type { RulePreview, Rules } from '../api/answers.js';
import { counted } from '../shell/format.js';

type Side = RulePreview['total']['before'];
export type Balance = RulePreview['balance'];

/** `96 before, 48 after`; `17 as before`. */
export const beforeAfter = (before: number, after: number): string =>
  before === after ? `${before} as before` : `${before} before, ${after} after`;

/** What the whole comes to, before and after; the same lines stand above the weeks and in what is confirmed. */
export const totalsOf = ({ total, beyond }: Pick<RulePreview, 'total' | 'beyond'>) => {
  const line = (name: string, of: (side: Side) => number) =>
    [name, beforeAfter(of(total.before), of(total.after))] as const;
  return [
    line('Messages', ({ messages }) => messages),
    line('People', ({ people }) => people),
    line('Parts of texts', ({ smsParts }) => smsParts),
    line('Most on one day', ({ mostOnOneDay }) => mostOnOneDay),
    ['Planned after these weeks', beforeAfter(beyond.before, beyond.after)] as const,
  ];
};

const sumText = (parts: readonly (readonly [number, string])[]): string => {
  const said = parts.filter(([n]) => n > 0).map(([n, words]) => `${n} ${words}`);
  return said.length === 0 ? 'none' : said.join(' + ');
};

/** `224 before = 112 at another time + 106 withdrawn + 6 moved beyond these weeks`. */
export const balanceTexts = (balance: Balance): readonly [string, string] => {
  const { before, unchanged, moved, withdrawn, movedBeyond, movedIn, added, after } = balance;
  const stays = [
    [unchanged, 'unchanged'],
    [moved, 'at another time'],
  ] as const;
  const goes = [
    [withdrawn, 'withdrawn'],
    [movedBeyond, 'moved beyond these weeks'],
  ] as const;
  const comes = [
    [movedIn, 'moved in from later'],
    [added, 'new'],
  ] as const;
  return [`${before} before = ${sumText([...stays, ...goes])}`, `${after} after = ${sumText([...stays, ...comes])}`];
};

const FAMILIES = [
  ['appointment', 'Reminders of visits'],
  ['survey', 'Forms'],
  ['follow-up', 'Notes about the next visit'],
] as const;
const WAYS = [
  ['sms', 'SMS'],
  ['email', 'email'],
  ['none', 'no way is open: nobody gets these'],
] as const;

/** Messages by what they are and the way they would go today; lines without any are left out. */
export const waysOf = ({ total }: Pick<RulePreview, 'total'>) =>
  FAMILIES.flatMap(([family, what]) =>
    WAYS.flatMap(([way, by]) => {
      const [before, after] = [total.before.families[family][way], total.after.families[family][way]];
      return before === 0 && after === 0 ? [] : [{ what, by, before, after }];
    }),
  );

/** 1, 2 or 5 times a power of ten. */
const stepFrom = (least: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least) ?? 10 * power;
};

const MOST_STEPS = 4;

/** From zero, in whole and round steps, to the first that holds every count. */
export const countTicks = (counts: readonly number[]): readonly number[] => {
  const most = Math.max(1, ...counts);
  const step = stepFrom(most / MOST_STEPS);
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
};

/** Rows in a digest: it begins with how many it was added up from. */
const rowsOf = (digest: string): number => Number.parseInt(digest, 10);

type Replanning = NonNullable<Rules['replanning']>;

const differingText = (shown: number, done: number): string =>
  shown === done
    ? `of ${counted(done, 'message')} some are others, or have other times`
    : `it showed ${counted(shown, 'message')}, and ${done} changed`;

/** Did the change do what the preview showed, row by row? */
export const comparisonText = ({ digest, foreseen }: Pick<Replanning, 'digest' | 'foreseen'>): string => {
  if (foreseen === null) return 'Whoever applied it did not say what the preview showed, so nothing is compared.';
  if (digest === foreseen)
    return `That is, message by message, what the preview showed: ${counted(rowsOf(digest), 'message')}.`;
  return `That is not exactly what the preview showed: ${differingText(rowsOf(foreseen), rowsOf(digest))}. Something happened in between, for example a note was sent or a visit was moved. The list of messages says what became of each.`;
};

const countsText = ({ moved, withdrawn, added }: Replanning['counts']): string =>
  `${moved} at another time, ${withdrawn} withdrawn, ${added} new`;

export const headingOf = ({ of, version }: Pick<Replanning, 'of' | 'version'>): string =>
  of === 'settings' ? "What the clinic's new hours or days changed" : `What version ${version} changed`;

/** How far a change has come, in sentences. What it did is whole once everything was gone through. */
export const progressTexts = (replanning: Replanning): readonly string[] => {
  const { phase, counts, lateRows, of } = replanning;
  if (phase === 'running') return [`Planned messages are being planned again. So far: ${countsText(counts)}.`];
  // A change of the clinic's own hours or days has no preview.
  const compared = of === 'settings' ? [] : [comparisonText(replanning)];
  const did = [`Every planned message was gone through: ${countsText(counts)}.`, ...compared];
  if (phase === 'late')
    return [
      ...did,
      'Everything is gone through once more in some seconds, for what was being planned meanwhile. The next change can be applied after that.',
    ];
  return lateRows === 0
    ? [...did, 'It is finished.']
    : [...did, `${counted(lateRows, 'more message')} that was planned meanwhile followed. It is finished.`];
};
