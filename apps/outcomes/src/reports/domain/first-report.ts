import { CHANGE_UNIT, type ClientFigures } from './client-figures.js';
import { grouped } from './grouped.js';
import { addTo, type CellKey, type Counts } from './increments.js';
import { COHORTS, type Measure } from './cohorts.js';
import type { Period } from './period.js';
import { meanInterval, wilson } from './statistics.js';
import { hiddenOf, LEAST_CLIENTS, type Hidden } from './suppression.js';

export type { Measure } from './cohorts.js';

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
  readonly period: Period;
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

const MEASURES: readonly Measure[] = ['unwanted', 'responder50', 'change'];

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

/** The sums of the whole and of each technique. */
interface Sums {
  readonly all: Counts;
  readonly techniques: ReadonlyMap<string, Counts>;
}

const hiddenFor = (measure: Measure, people: readonly ClientFigures[]): Hidden => {
  const found = COHORTS[measure].map((membersOf) => hiddenOf(membersOf(people)));
  return { whole: found.some(({ whole }) => whole), groups: new Set(found.flatMap(({ groups }) => [...groups])) };
};

const groupsOf = ({ all, techniques }: Sums, people: readonly ClientFigures[]): readonly Group[] => {
  const hidden: Readonly<Record<Measure, Hidden>> = {
    unwanted: hiddenFor('unwanted', people),
    responder50: hiddenFor('responder50', people),
    change: hiddenFor('change', people),
  };
  const own = [...techniques].sort(([one], [other]) => (one < other ? -1 : 1));
  return [
    group('all', 'all', { counts: all, isHidden: (measure) => hidden[measure].whole }),
    ...own.map(([key, counts]) =>
      group('technique', key, { counts, isHidden: (measure) => hidden[measure].groups.has(key) }),
    ),
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

const sumsBy = (cells: readonly Cell[], by: CellKey['by']): ReadonlyMap<string, Counts> => {
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

/** Cells of versions before hold figures of clients as well, by day: of those nothing is read. */
const effectsOf = (counts: Counts): Counts =>
  addTo({}, { forms: field(counts, 'forms'), unwanted: field(counts, 'unwanted') });

const sumsOf = (cells: readonly Cell[], people: readonly ClientFigures[]): Sums => {
  const compared = people.flatMap((one) => one.compared ?? []);
  const groups = grouped(compared, ({ technique }) => technique);
  const effects = new Map([...sumsBy(cells, 'technique')].map(([key, counts]) => [key, effectsOf(counts)]));
  const filled = [...effects].flatMap(([key, counts]) => (Object.keys(counts).length === 0 ? [] : [key]));
  const ofPeople = (some: readonly { readonly counts: Counts }[]): Counts =>
    some.map(({ counts }) => counts).reduce(addTo, {});
  const techniques = [...new Set([...filled, ...groups.keys()])].map((key): [string, Counts] => [
    key,
    addTo(effects.get(key) ?? {}, ofPeople(groups.get(key) ?? [])),
  ]);
  const whole = effectsOf(sumsBy(cells, 'all').get('all') ?? {});
  return { all: addTo(whole, ofPeople(compared)), techniques: new Map(techniques) };
};

/** Why people are not compared; of fewer than five people nothing. */
const exclusionsOf = (all: Counts): FirstReport['exclusions'] => {
  if (field(all, 'dueClients') < LEAST_CLIENTS) return [];
  return Object.entries(all)
    .filter(([name]) => name.startsWith(EXCLUDED))
    .map(([name, n]) => ({ reason: name.slice(EXCLUDED.length), n }))
    .sort((one, other) => (one.reason < other.reason ? -1 : 1));
};

/** The report, from the cells of its days and what each client adds to its period; it never looks at an answer. */
export const firstReport = (
  head: { readonly clinicId: string; readonly period: Period; readonly scoring: string },
  cells: readonly Cell[],
  people: readonly ClientFigures[],
): FirstReport => {
  const instruments = [...sumsBy(cells, 'instrument')].sort(([one], [other]) => (one < other ? -1 : 1));
  const sums = sumsOf(cells, people);
  return {
    clinicId: head.clinicId,
    period: head.period,
    algorithm: `${REPORT_ALGORITHM} ${head.scoring}`,
    flow: flowOf(instruments.map(([, counts]) => counts).reduce(addTo, {})),
    flowByInstrument: instruments.map(([instrument, counts]) => ({ instrument, ...flowOf(counts) })),
    groups: groupsOf(sums, people),
    exclusions: exclusionsOf(sums.all),
  };
};
