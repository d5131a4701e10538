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
  readonly clientRef: string;
  readonly technique: string;
  /** Undefined: every follow-up was left unanswered. */
  readonly comparison: Comparison | undefined;
}
interface VisitForm {
  readonly clientRef: string;
  readonly technique: string;
  readonly unwanted: boolean;
}
/** What counts in the period. */
interface Counted {
  readonly forms: readonly VisitForm[];
  readonly places: readonly Place[];
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

/** What was known at the end of the period: later answers change nothing of it. */
const isKnown = (at: Date | undefined, { zone, period }: ClinicFacts): boolean =>
  at !== undefined && dateOf(at, zone) <= period.to;

/** The newest form of the period puts the client where it stands. */
const placeOf = (own: readonly SurveyCase[], windows: readonly Window[], facts: ClinicFacts): readonly Place[] => {
  const { until } = facts;
  const ended = own.filter((one) => one.instrument === 'follow-up@1' && isWithin(countedAt(one, until), facts));
  const answered = ended.filter(isAnswered);
  const newest = newestOf(answered.length > 0 ? answered : ended, until);
  if (newest === undefined) return [];
  const { clientRef } = newest.person;
  const technique = techniqueOf(newest);
  if (answered.length === 0) return [{ clientRef, technique, comparison: undefined }];
  const known = windows.filter(({ at }) => isKnown(new Date(at), facts));
  const baseline = baselineOf(own.filter((one) => isKnown(countedAt(one, until), facts)));
  return [{ clientRef, technique, comparison: compare(known, baseline) }];
};

const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

const formsOf = (facts: ClinicFacts): readonly VisitForm[] =>
  facts.surveys
    .filter((one) => one.instrument === 'post-session@1' && saidUnwanted(one) !== undefined && !one.withdrawn)
    .filter((one) => isWithin(countedAt(one, facts.until), facts))
    .map((one) => ({
      clientRef: one.person.clientRef,
      technique: techniqueOf(one),
      unwanted: saidUnwanted(one) === 'yes',
    }));

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

type Measure = 'unwanted' | 'responder50' | 'change';
const MEASURES: readonly Measure[] = ['unwanted', 'responder50', 'change'];

interface Member {
  readonly clientRef: string;
  readonly technique: string;
}

/** The people of whom a measure speaks: the rates of the responders of those who can be compared, and of all who were asked. */
const MEMBERS: Readonly<Record<Measure, (counted: Counted) => readonly (readonly Member[])[]>> = {
  unwanted: ({ forms }) => [forms],
  responder50: ({ places }) => [places.filter(({ comparison }) => comparison?.kind === 'eligible'), places],
  change: ({ places }) => [places.filter(({ comparison }) => comparison?.change !== undefined)],
};

const placesIn = ({ places }: Counted, key: string): readonly Place[] =>
  key === ALL ? places : places.filter((place) => place.technique === key);

const hiddenFor = (measure: Measure, counted: Counted): ReadonlySet<string> => {
  const hidden = MEMBERS[measure](counted).flatMap((members) => {
    const groups = new Map<string, Set<string>>();
    for (const { technique, clientRef } of members)
      groups.set(technique, (groups.get(technique) ?? new Set()).add(clientRef));
    const whole = new Set(members.map(({ clientRef }) => clientRef)).size;
    return [...hiddenNames(groups), ...(whole > 0 && whole < SMALLEST_GROUP ? [ALL] : [])];
  });
  return new Set(hidden);
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
  if (places.length < SMALLEST_GROUP) return [];
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
  const counted: Counted = { forms: formsOf(facts), places };
  const techniques = [...new Set([...counted.forms, ...places].map(({ technique }) => technique))];
  const hidden = new Map(MEASURES.map((measure) => [measure, hiddenFor(measure, counted)]));
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
