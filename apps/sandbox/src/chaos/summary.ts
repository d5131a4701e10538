import type { BreachKind } from './oracle/judge.js';
import type { ChaosResult } from './run-chaos.js';

const SHOWN_BREACHES = 25;

const ofKind = ({ verdict }: ChaosResult, kind: BreachKind): number =>
  verdict.breaches.filter((breach) => breach.kind === kind).length;

const listOf = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');

/** Nothing lost, nothing twice, nothing open or untrue, every event out, and every kill where it was meant to be. */
export const holds = ({ verdict, unpublished, parked, killsLeft }: ChaosResult): boolean =>
  verdict.breaches.length === 0 && unpublished === 0 && parked === 0 && killsLeft === 0;

/** What the oracle must say of a run with one loss and one double planted, and nothing else. */
export const seesPlanted = (result: ChaosResult): boolean =>
  ofKind(result, 'twice') === 1 &&
  result.verdict.breaches.some(({ what }) => what.includes('PLANTED') || what.includes('skipped'));

export const summaryOf = (result: ChaosResult): string => {
  const { verdict } = result;
  const rows: readonly (readonly [string, string])[] = [
    ['owed', `${verdict.owed} messages (${result.texts} texts and ${result.mails} mails were taken)`],
    ['lost', String(ofKind(result, 'lost'))],
    ['twice', String(ofKind(result, 'twice'))],
    ['left open', String(ofKind(result, 'open'))],
    ['said but not done, or done for nobody', String(ofKind(result, 'untrue') + ofKind(result, 'unexpected'))],
    ['doubts closed against their rule', String(ofKind(result, 'doubt'))],
    ['once, on the first way', String(verdict.once)],
    ['on the other channel, by the rule', String(verdict.otherWay)],
    ['doubts', listOf(verdict.doubts)],
    ['events unpublished, parked', `${result.unpublished}, ${result.parked}`],
    ...Object.entries(result.kills).map(([where, count]) => [`kill -9: ${where}`, String(count)] as const),
    ['kills that found no work', String(result.killsLeft)],
    ['deaths that nobody ordered', String(result.others)],
    ['all killed at once', String(result.blackouts + 1)],
    ['engines', listOf(tallyOf(result.faults))],
    ['provider', listOf(result.provider)],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const breaches = verdict.breaches.slice(0, SHOWN_BREACHES).map(({ kind, what }) => `  ${kind}: ${what}`);
  return [...rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`), ...breaches].join('\n');
};

const TITLES = { redis: 'Redis wiped', mongodb: 'MongoDB killed', kafka: 'Kafka killed' } as const;

const tallyOf = (faults: ChaosResult['faults']): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const fault of faults) counts[TITLES[fault]] = (counts[TITLES[fault]] ?? 0) + 1;
  return counts;
};
