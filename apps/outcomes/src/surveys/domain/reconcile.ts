import type { Journey } from './journey.js';
import { reasonAgainst, wantedSurveys, type Wanted } from './plan.js';
import { askedSets, wantedSets } from './plan-quarterly.js';
import { isOpen, surveyIdOf, withdraw, type Frame, type Survey, type SurveyTimes } from './survey.js';

/** What has to be told about a survey after planning. */
export type PlanNews = { readonly what: 'planned' | 'withdrawn'; readonly survey: Survey };

export interface Reconciled {
  readonly surveys: ReadonlyMap<string, Survey>;
  readonly news: readonly PlanNews[];
}

const sameTimes = (one: SurveyTimes, other: SurveyTimes): boolean =>
  one.inviteAt.getTime() === other.inviteAt.getTime() &&
  one.remindAt?.getTime() === other.remindAt?.getTime() &&
  one.remindAgainAt?.getTime() === other.remindAgainAt?.getTime() &&
  one.closesAt.getTime() === other.closesAt.getTime();

const details = (wanted: Wanted, journey: Journey, frame: Frame) => ({
  ...(wanted.set === undefined ? {} : { set: wanted.set }),
  presumed: wanted.presumed,
  technique: wanted.technique,
  visitAt: wanted.visitAt,
  firstSessionOn: journey.firstSessionOn,
  frame,
});

const fresh = (id: string, wanted: Wanted, journey: Journey & { readonly frame: Frame }): Survey => ({
  id,
  clinicId: journey.clinicId,
  clientRef: journey.clientRef,
  instrument: wanted.instrument,
  occasion: wanted.occasion,
  bookingId: wanted.bookingId,
  sessionId: wanted.sessionId,
  state: 'planned',
  reason: undefined,
  revision: 1,
  generation: 0,
  times: wanted.times,
  ...details(wanted, journey, journey.frame),
  startedAt: undefined,
  answeredAt: undefined,
  closedAt: undefined,
  late: false,
  shortForm: false,
  deferredUntil: undefined,
  disputed: false,
  reissuedAt: [],
});

const sameDetails = (survey: Survey, next: ReturnType<typeof details>): boolean =>
  survey.set === next.set &&
  survey.presumed === next.presumed &&
  survey.technique === next.technique &&
  survey.visitAt.getTime() === next.visitAt.getTime() &&
  survey.firstSessionOn === next.firstSessionOn &&
  JSON.stringify(survey.frame) === JSON.stringify(next.frame);

/** The same survey in the light of newer facts; once it was asked, its times stand. */
const renewed = (
  survey: Survey,
  wanted: Wanted,
  context: { readonly journey: Journey & { readonly frame: Frame }; readonly at: Date },
): Survey => {
  const { journey, at } = context;
  const next = details(wanted, journey, journey.frame);
  if (survey.state === 'withdrawn') {
    if (survey.disputed || wanted.times.closesAt.getTime() <= at.getTime()) return survey;
    return {
      ...survey,
      ...next,
      state: 'planned',
      reason: undefined,
      times: wanted.times,
      revision: survey.revision + 1,
    };
  }
  if (!isOpen(survey)) return survey;
  const isAsked = survey.times.inviteAt.getTime() <= at.getTime() || survey.state === 'started';
  const movable = !isAsked || survey.instrument === 'intake@1';
  if (movable && !sameTimes(survey.times, wanted.times))
    return { ...survey, ...next, times: wanted.times, revision: survey.revision + 1 };
  return sameDetails(survey, next) ? survey : { ...survey, ...next };
};

const isFramed = (journey: Journey): journey is Journey & { readonly frame: Frame } => journey.frame !== undefined;

/** Brings the surveys of a client in line with the plan. `at` is the time of the fact that led here. */
export const reconcile = (journey: Journey, surveys: ReadonlyMap<string, Survey>, at: Date): Reconciled => {
  if (!isFramed(journey)) return { surveys, news: [] };
  const hasBaseline = [...surveys.values()].some(
    (survey) => survey.instrument === 'intake@1' && survey.state === 'answered',
  );
  const ours = wantedSurveys(journey).filter((one) => !(hasBaseline && one.instrument === 'intake@1'));
  const sets = wantedSets(journey, { others: ours, asked: askedSets(surveys.values(), at) });
  const wanted = new Map([...ours, ...sets].map((one) => [surveyIdOf(journey.clinicId, journey.clientRef, one), one]));
  const next = new Map(surveys);
  const news: PlanNews[] = [];
  const put = (what: PlanNews['what'], survey: Survey): void => {
    const before = surveys.get(survey.id);
    if (before === survey) return;
    next.set(survey.id, survey);
    if (before?.revision !== survey.revision) news.push({ what, survey });
  };
  for (const survey of surveys.values()) {
    if (!wanted.has(survey.id) && isOpen(survey)) put('withdrawn', withdraw(survey, reasonAgainst(survey, journey)));
  }
  for (const [id, one] of wanted) {
    const survey = surveys.get(id);
    if (survey !== undefined) put('planned', renewed(survey, one, { journey, at }));
    else if (one.times.closesAt.getTime() > at.getTime()) put('planned', fresh(id, one, journey));
  }
  return { surveys: next, news };
};
