import type { LocalDate } from '@aftercare/kernel';
import { CHANGE_UNIT } from './client-record.js';
import { grouped } from './grouped.js';
import { addTo, type CellKey, type Counts } from './increments.js';
import { meanInterval, wilson } from './statistics.js';
import { hiddenGroups, LEAST_CLIENTS } from './suppression.js';

export const REPORT_ALGORITHM = 'first-report@1';

/** `rate`, `low`, `high` from 0 to 1; null where fewer than ten stand behind them (K11.4). */
export interface Share {
  readonly n: number;
  readonly of: number;
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Migraine days per 28 days, follow-up minus baseline; negative is fewer. An interval from ten pairs on, a direction from five. */
export interface Change {
  readonly pairs: number;
  readonly mean: number | null;
  readonly sd: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly direction?: 'fewer' | 'more' | 'same';
}

export type Measure = 'unwanted' | 'responder50' | 'change';

/** A hidden measure is null, and named in `suppressed`. */
export interface Group {
  readonly by: 'all' | 'technique';
  readonly key: string;
  readonly unwanted: Share | null;
  readonly responder50: { readonly answered: Share; readonly due: Share } | null;
  readonly change: Change | null;
  readonly suppressed?: readonly Measure[];
}

export interface Flow {
  readonly due: number;
  readonly delivered: number;
  readonly started: number;
  readonly answered: number;
  readonly usable: number;
}

export interface FirstReport {
  readonly clinicId: string;
  readonly period: { readonly from: LocalDate; readonly to: LocalDate };
  readonly algorithm: string;
  readonly flow: Flow;
  readonly flowByInstrument: readonly (Flow & { readonly instrument: string })[];
  readonly groups: readonly Group[];
  readonly exclusions: readonly { readonly reason: string; readonly n: number }[];
}

const PERCENT_FROM = 10;
const INTERVAL_FROM = 10;

const share = (n: number, of: number): Share => {
  const interval = of < PERCENT_FROM ? undefined : wilson(n, of);
  if (interval === undefined) return { n, of, rate: null, low: null, high: null };
  return { n, of, rate: n / of, ...interval };
};

const directionOf = (sum: number): 'fewer' | 'more' | 'same' => (sum < 0 ? 'fewer' : sum > 0 ? 'more' : 'same');

const field = (counts: Counts, name: string): number => counts[name] ?? 0;

const changeOf = (counts: Counts): Change => {
  const pairs = field(counts, 'pairs');
  const none = { pairs, mean: null, sd: null, low: null, high: null };
  if (pairs < LEAST_CLIENTS) return none;
  const sum = field(counts, 'changeSum');
  const interval =
    pairs < INTERVAL_FROM
      ? undefined
      : meanInterval({ n: pairs, sum, squares: field(counts, 'changeSquares') }, CHANGE_UNIT);
  return interval === undefined ? { ...none, direction: directionOf(sum) } : { pairs, ...interval };
};

const responders = (counts: Counts): { readonly answered: Share; readonly due: Share } => {
  const n = field(counts, 'responders');
  return { answered: share(n, field(counts, 'eligible')), due: share(n, field(counts, 'dueClients')) };
};

/**
 * The clients behind a figure. Both rates of the responders stand on the smaller of their two groups that has anybody in it:
 * "0 of 4 who were asked" would speak of four people although none of them can be compared.
 */
const clientsBehind: Readonly<Record<Measure, (counts: Counts) => number>> = {
  unwanted: (counts) => field(counts, 'visitClients'),
  responder50: (counts) => field(counts, 'eligible') || field(counts, 'dueClients'),
  change: (counts) => field(counts, 'pairs'),
};
const MEASURES: readonly Measure[] = ['unwanted', 'responder50', 'change'];

type Hidden = Readonly<Record<Measure, ReadonlySet<string>>>;

const group = (
  by: Group['by'],
  key: string,
  context: { readonly counts: Counts; readonly isHidden: (measure: Measure) => boolean },
): Group => {
  const { counts, isHidden } = context;
  const suppressed = MEASURES.filter(isHidden);
  return {
    by,
    key,
    unwanted: isHidden('unwanted') ? null : share(field(counts, 'unwanted'), field(counts, 'forms')),
    responder50: isHidden('responder50') ? null : responders(counts),
    change: isHidden('change') ? null : changeOf(counts),
    ...(suppressed.length === 0 ? {} : { suppressed }),
  };
};

const groupsOf = (all: Counts, techniques: ReadonlyMap<string, Counts>): readonly Group[] => {
  const hiddenFor = (measure: Measure): ReadonlySet<string> => {
    const clients = new Map([...techniques].map(([key, counts]) => [key, clientsBehind[measure](counts)]));
    return hiddenGroups(clients, clientsBehind[measure](all));
  };
  const hidden: Hidden = {
    unwanted: hiddenFor('unwanted'),
    responder50: hiddenFor('responder50'),
    change: hiddenFor('change'),
  };
  const isWholeHidden = (measure: Measure): boolean => {
    const behind = clientsBehind[measure](all);
    return behind > 0 && behind < LEAST_CLIENTS;
  };
  const own = [...techniques].sort(([one], [other]) => (one < other ? -1 : 1));
  return [
    group('all', 'all', { counts: all, isHidden: isWholeHidden }),
    ...own.map(([key, counts]) => group('technique', key, { counts, isHidden: (measure) => hidden[measure].has(key) })),
  ];
};

const flowOf = (counts: Counts): Flow => ({
  due: field(counts, 'due'),
  delivered: field(counts, 'delivered'),
  started: field(counts, 'started'),
  answered: field(counts, 'answered'),
  usable: field(counts, 'usable'),
});

const EXCLUDED = 'excluded:';

export interface Cell {
  readonly cell: CellKey;
  readonly counts: Counts;
}

/** The report, from the cells of its days; it never looks at an answer. */
export const firstReport = (
  head: { readonly clinicId: string; readonly period: FirstReport['period']; readonly scoring: string },
  cells: readonly Cell[],
): FirstReport => {
  const sums = (by: CellKey['by']): ReadonlyMap<string, Counts> => {
    const groups = grouped(
      cells.filter(({ cell }) => cell.by === by),
      ({ cell }) => cell.key,
    );
    const summed = [...groups].map(([key, own]): [string, Counts] => [
      key,
      own.map(({ counts }) => counts).reduce(addTo, {}),
    ]);
    // A cell that everybody has left stays in the store, and is nothing.
    return new Map(summed.filter(([, counts]) => Object.keys(counts).length > 0));
  };
  const instruments = [...sums('instrument')].sort(([one], [other]) => (one < other ? -1 : 1));
  const all = sums('all').get('all') ?? {};
  const excluded = Object.entries(all).filter(([name]) => name.startsWith(EXCLUDED));
  return {
    clinicId: head.clinicId,
    period: head.period,
    algorithm: `${REPORT_ALGORITHM} ${head.scoring}`,
    flow: flowOf(instruments.map(([, counts]) => counts).reduce(addTo, {})),
    flowByInstrument: instruments.map(([instrument, counts]) => ({ instrument, ...flowOf(counts) })),
    groups: groupsOf(all, sums('technique')),
    exclusions: excluded
      .map(([name, n]) => ({ reason: name.slice(EXCLUDED.length), n }))
      .sort((one, other) => (one.reason < other.reason ? -1 : 1)),
  };
};
