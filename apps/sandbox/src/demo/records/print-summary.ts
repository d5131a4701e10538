import type { Counts, Summary } from './summary.js';

const WIDTH = 24;
/** More than these say the same again; the whole list stands in summary.json. */
const SHOWN_PROBLEMS = 5;

const line = (label: string, text: string): string => `  ${label.padEnd(WIDTH)}${text}`;
const counted = (counts: Counts): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join('   ');
const table = (title: string, rows: Readonly<Record<string, Counts>>): readonly string[] => {
  const filled = Object.entries(rows).filter(([, counts]) => Object.keys(counts).length > 0);
  return filled.length === 0 ? [] : ['', title, ...filled.map(([label, counts]) => line(label, counted(counts)))];
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const numbersOf = (value: unknown): Counts =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([name, one]) => (typeof one === 'number' ? [[name, one] as const] : [])),
      )
    : {};

const percent = (share: number | undefined): string => (share === undefined ? '-' : `${(share * 100).toFixed(0)}%`);
const shareText = (value: unknown): string => {
  const { n, of, rate, low, high } = numbersOf(value);
  if (n === undefined || of === undefined) return 'too few to show';
  return rate === undefined ? `${n} of ${of}` : `${n} of ${of} (${percent(low)} to ${percent(high)})`;
};
const changeText = (value: unknown): string => {
  const { pairs, mean, low, high } = numbersOf(value);
  if (pairs === undefined) return 'too few to show';
  if (mean === undefined || low === undefined || high === undefined) return `${pairs} pairs`;
  return `${mean.toFixed(1)} days of 28 (${low.toFixed(1)} to ${high.toFixed(1)}), ${pairs} pairs`;
};

const figures = ({ firstFigures }: Summary): readonly string[] =>
  firstFigures.flatMap(({ clinicId, flow, all }) => {
    const group = isObject(all) ? all : {};
    const responders = isObject(group['responder50']) ? group['responder50'] : {};
    return [
      '',
      `First figures of ${clinicId}`,
      line('forms', counted(numbersOf(flow))),
      line('unwanted effects', shareText(group['unwanted'])),
      line('half the days or fewer', `${shareText(responders['answered'])} of those who answered`),
      line('', `${shareText(responders['due'])} of all who were asked`),
      line('change', changeText(group['change'])),
    ];
  });

const checks = (summary: Summary): readonly string[] => [
  '',
  'Checks',
  ...summary.checks.flatMap(({ name, ok, problems }) => [
    `  ${ok ? 'held  ' : 'BROKEN'}  ${name}${ok ? '' : ` (${problems.length} problems)`}`,
    ...problems.slice(0, SHOWN_PROBLEMS).map((problem) => `            ${problem}`),
  ]),
];

const seconds = (value: number): string => `${value.toFixed(value < 10 && value % 1 !== 0 ? 1 : 0)} s`;

/** The summary as lines for a terminal. */
export const printSummary = (summary: Summary): readonly string[] => {
  const { timings, sessions, lateness } = summary;
  return [
    '',
    'Summary',
    line('seed', summary.seed),
    line(
      'steps',
      `${timings.steps}, mean ${timings.meanMs.toFixed(1)} ms, p99 ${timings.p99Ms.toFixed(0)} ms, ${seconds(timings.totalMs / 1000)} in all`,
    ),
    line('clients', String(summary.clients)),
    line('sessions', counted(sessions)),
    line('replies', String(summary.replies)),
    line('lateness', `p50 ${seconds(lateness.p50)}   p99 ${seconds(lateness.p99)}   max ${seconds(lateness.max)}`),
    ...table('Messages', summary.messages),
    line('another way', counted(summary.ways)),
    ...table('Not at the first due time, by reason', summary.reasons),
    ...table(
      'Rules changed, as the preview said: messages of twelve weeks',
      Object.fromEntries(summary.rules.map(({ clinicId, preview }) => [clinicId, preview])),
    ),
    ...table('Surveys', summary.surveys),
    ...figures(summary),
    ...checks(summary),
  ];
};
