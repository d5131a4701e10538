import { dateOf } from '@aftercare/kernel';
import { groupBy } from '../people-messages.js';
import { baselineOf, compare, isAnswered, migraineDays, windowsOf, type Comparison, type Window } from './clients.js';
import { SMALLEST_GROUP, hiddenNames } from './hidden.js';
import { meanRange, wilsonRange } from './numbers.js';
import { INSTRUMENTS, type SurveyCase } from './surveys.js';
import type { BookingRecord } from '../../records/types.js';

/** Everything of one clinic that its report is made of. */
export interface ClinicFacts {
  readonly zone: string;
  readonly period: { readonly from: string; readonly to: string };
  readonly until: Date;
  readonly surveys: readonly SurveyCase[];
  /** Visits that took place. */
  readonly visits: readonly BookingRecord[];
}

/** One client's place in the comparison: where it counts, and what it says. */
interface Place {
  readonly technique: string;
  /** Undefined: every follow-up was left unanswered. */
  readonly comparison: Comparison | undefined;
}
interface VisitForm {
  readonly clientRef: string;
  readonly technique: string;
  readonly unwanted: boolean;
}
/** The newest form per client (and technique) puts the client into the period. */
interface Counted {
  readonly forms: readonly VisitForm[];
  readonly places: readonly Place[];
  readonly formClients: ReadonlyMap<string, number>;
}

const NOBODY_KNOWS = 'unknown';
const ALL = 'all';
const PERCENT_FROM = 10;

const techniqueOf = (survey: SurveyCase): string => survey.booking?.techniques[0] ?? NOBODY_KNOWS;

/** When a survey counts: with its answer, or with its close. Undefined while it is open, and for those given up. */
const countedAt = (survey: SurveyCase, until: Date): Date | undefined => {
  if (survey.withdrawn) return undefined;
  if (survey.answered !== undefined) return new Date(survey.answered.at);
  return survey.closesAt.getTime() <= until.getTime() ? survey.closesAt : undefined;
};

const isWithin = (at: Date | undefined, { zone, period }: ClinicFacts): boolean => {
  if (at === undefined) return false;
  const on = dateOf(at, zone);
  return on >= period.from && on <= period.to;
};

const saidUnwanted = (survey: SurveyCase): string | undefined => {
  const said = survey.answered?.answers['ps3'];
  return typeof said === 'string' && said !== '' ? said : undefined;
};

const isUsable = (survey: SurveyCase, windows: ReadonlyMap<string, Window>): boolean => {
  if (!isAnswered(survey)) return false;
  if (survey.instrument === 'post-session@1') return saidUnwanted(survey) !== undefined;
  const asked = windows.get(survey.surveyId)?.days ?? 28;
  return migraineDays(survey.answered) !== undefined && asked >= 14;
};

const flowOf = (surveys: readonly SurveyCase[], windows: ReadonlyMap<string, Window>) => ({
  due: surveys.length,
  delivered: surveys.filter((survey) => survey.delivered).length,
  started: surveys.filter((survey) => survey.started).length,
  answered: surveys.filter(isAnswered).length,
  usable: surveys.filter((survey) => isUsable(survey, windows)).length,
});

const newestOf = (surveys: readonly SurveyCase[], until: Date): SurveyCase | undefined =>
  surveys.reduce<SurveyCase | undefined>((best, one) => {
    const time = (survey: SurveyCase): number => countedAt(survey, until)?.getTime() ?? -Infinity;
    if (best === undefined || time(one) > time(best)) return one;
    return time(one) === time(best) && one.surveyId > best.surveyId ? one : best;
  }, undefined);

const placeOf = (own: readonly SurveyCase[], windows: readonly Window[], facts: ClinicFacts): readonly Place[] => {
  const ended = own.filter((one) => one.instrument === 'follow-up@1' && countedAt(one, facts.until) !== undefined);
  const answered = ended.filter(isAnswered);
  const newest = newestOf(answered.length > 0 ? answered : ended, facts.until);
  if (newest === undefined || !isWithin(countedAt(newest, facts.until), facts)) return [];
  const comparison = answered.length > 0 ? compare(windows, baselineOf(own)) : undefined;
  return [{ technique: techniqueOf(newest), comparison }];
};

const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

const countForms = (
  byClient: ReadonlyMap<string, readonly SurveyCase[]>,
  facts: ClinicFacts,
): Omit<Counted, 'places'> => {
  const forms: VisitForm[] = [];
  const formClients = new Map<string, number>();
  for (const [clientRef, own] of byClient) {
    const said = own.filter(
      (one) => one.instrument === 'post-session@1' && saidUnwanted(one) !== undefined && !one.withdrawn,
    );
    for (const one of said.filter((form) => isWithin(countedAt(form, facts.until), facts)))
      forms.push({ clientRef, technique: techniqueOf(one), unwanted: saidUnwanted(one) === 'yes' });
    const groups = new Map([[ALL, said], ...groupBy(said, techniqueOf)]);
    for (const [key, group] of groups) {
      const newest = newestOf(group, facts.until);
      if (newest !== undefined && isWithin(countedAt(newest, facts.until), facts)) count(formClients, key);
    }
  }
  return { forms, formClients };
};

const shareOf = (n: number, of: number) =>
  of < PERCENT_FROM ? { n, of, rate: null, low: null, high: null } : { n, of, rate: n / of, ...wilsonRange(n, of) };

const changeOf = (changes: readonly number[]) => {
  const none = { pairs: changes.length, mean: null, sd: null, low: null, high: null };
  if (changes.length < SMALLEST_GROUP) return none;
  if (changes.length >= PERCENT_FROM) return { pairs: changes.length, ...meanRange(changes) };
  const sum = changes.reduce((total, change) => total + change, 0);
  // Each change is kept to four decimals, so a sum this small is none.
  const direction = Math.abs(sum) < 0.001 ? 'same' : sum < 0 ? 'fewer' : 'more';
  return { ...none, direction };
};

const comparisonsOf = (places: readonly Place[]): readonly Comparison[] =>
  places.flatMap(({ comparison }) => (comparison === undefined ? [] : [comparison]));
const changesOf = (places: readonly Place[]): readonly number[] =>
  comparisonsOf(places).flatMap(({ change }) => (change === undefined ? [] : [change]));
const eligibleOf = (places: readonly Place[]) => comparisonsOf(places).filter((one) => one.kind === 'eligible');

const SIZES = {
  unwanted: (counted: Counted, key: string) => counted.formClients.get(key) ?? 0,
  responder50: (counted: Counted, key: string) => {
    const places = placesIn(counted, key);
    return eligibleOf(places).length || places.length;
  },
  change: (counted: Counted, key: string) => changesOf(placesIn(counted, key)).length,
} as const;
type Measure = keyof typeof SIZES;
const MEASURES: readonly Measure[] = ['unwanted', 'responder50', 'change'];

const placesIn = ({ places }: Counted, key: string): readonly Place[] =>
  key === ALL ? places : places.filter((place) => place.technique === key);

const hiddenFor = (measure: Measure, counted: Counted, keys: readonly string[]): ReadonlySet<string> => {
  const whole = SIZES[measure](counted, ALL);
  const hidden = hiddenNames(new Map(keys.map((key) => [key, SIZES[measure](counted, key)])), whole);
  return whole > 0 && whole < SMALLEST_GROUP ? new Set([...hidden, ALL]) : hidden;
};

const groupFor = (key: string, counted: Counted, hidden: ReadonlyMap<Measure, ReadonlySet<string>>) => {
  const places = placesIn(counted, key);
  const forms = key === ALL ? counted.forms : counted.forms.filter((form) => form.technique === key);
  const responders = eligibleOf(places).filter((one) => one.responds).length;
  const suppressed = MEASURES.filter((measure) => hidden.get(measure)?.has(key) === true);
  const shown = <T>(measure: Measure, value: T): T | null => (suppressed.includes(measure) ? null : value);
  return {
    by: key === ALL ? 'all' : 'technique',
    key,
    unwanted: shown('unwanted', shareOf(forms.filter((form) => form.unwanted).length, forms.length)),
    responder50: shown('responder50', {
      answered: shareOf(responders, eligibleOf(places).length),
      due: shareOf(responders, places.length),
    }),
    change: shown('change', changeOf(changesOf(places))),
    suppressed,
  };
};

const exclusionsOf = (places: readonly Place[]) => {
  const counts = new Map<string, number>();
  for (const one of comparisonsOf(places)) if (one.kind === 'excluded') count(counts, one.why);
  return [...counts].map(([reason, n]) => ({ reason, n }));
};

/** The figures of a clinic's first report, counted again from what people typed. */
export const expectedReport = (facts: ClinicFacts) => {
  const byClient = groupBy(facts.surveys, (survey) => survey.person.clientRef);
  const visits = groupBy(facts.visits, (visit) => visit.clientRef);
  const windowsBy = new Map([...byClient].map(([ref, own]) => [ref, windowsOf(own, visits.get(ref) ?? [])]));
  const windows = new Map([...windowsBy.values()].flat().map((window) => [window.survey.surveyId, window]));
  const inPeriod = facts.surveys.filter((survey) => isWithin(countedAt(survey, facts.until), facts));
  const places = [...byClient].flatMap(([ref, own]) => placeOf(own, windowsBy.get(ref) ?? [], facts));
  const counted: Counted = { ...countForms(byClient, facts), places };
  const techniques = [...new Set([...counted.forms, ...places].map(({ technique }) => technique))];
  const hidden = new Map(MEASURES.map((measure) => [measure, hiddenFor(measure, counted, techniques)]));
  return {
    flow: flowOf(inPeriod, windows),
    flowByInstrument: INSTRUMENTS.map((instrument) => ({
      instrument,
      ...flowOf(
        inPeriod.filter((survey) => survey.instrument === instrument),
        windows,
      ),
    })),
    groups: [ALL, ...techniques].map((key) => groupFor(key, counted, hidden)),
    exclusions: exclusionsOf(places),
    windows: [...windows.values()],
  };
};
