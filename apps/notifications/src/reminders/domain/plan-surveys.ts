import { rowOf } from './draft.js';
import type { Draft } from './draft.js';
import { joinRows } from './join-rows.js';
import { isOpen, replan, withdraw } from './reminder.js';
import type { Channel, Kind, Reminder } from './reminder.js';
import { inForce, ruleName } from './rules.js';
import { waitsForStaff } from './staff-acts.js';
import { nextMorning } from './timing.js';
import type { AllowedTimes } from './timing.js';

const SURVEY_RULES = 'surveys@1';

export interface SurveyTimes {
  readonly instrument: string;
  readonly generation: number;
  readonly bookingId?: string;
  readonly sessionId?: string;
  readonly inviteAt: Date;
  readonly remindAt?: Date;
  readonly remindAgainAt?: Date;
  readonly closesAt: Date;
}

interface FactHead {
  readonly clinicId: string;
  readonly surveyId: string;
  readonly clientRef: string;
  readonly at: Date;
}

/** What happened to a survey, in the words of its events. */
export type SurveyFact =
  | (FactHead & { readonly what: 'planned'; readonly sourceVersion: number; readonly times: SurveyTimes })
  | (FactHead & { readonly what: 'ended'; readonly sourceVersion: number; readonly reason: string })
  | (FactHead & { readonly what: 'deferred'; readonly sourceVersion: number; readonly closesAt: Date })
  | (FactHead & { readonly what: 'link-requested'; readonly generation: number; readonly channel?: Channel });

export interface SurveyPlan {
  readonly surveyId: string;
  readonly clientRef: string;
  readonly sourceVersion: number;
  readonly status: 'open' | 'ended';
  readonly times?: SurveyTimes;
}

export interface SurveyMessages {
  readonly plan: SurveyPlan;
  readonly rows: readonly Reminder[];
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** A form's own times, and those of the client with the clinic's rules. */
interface Asked {
  readonly times: SurveyTimes;
  readonly allowed: AllowedTimes;
}

const hoursAfter = (instant: Date, hours: number): Date => new Date(instant.getTime() + hours * HOUR_MS);

const draftOf = (
  fact: FactHead,
  { times, allowed }: Asked,
  wanted: Pick<Draft, 'kind' | 'cause' | 'timing' | 'channels' | 'occurrence'>,
): Draft => ({
  ...wanted,
  clinicId: fact.clinicId,
  clientRef: fact.clientRef,
  family: 'survey',
  ruleVersion: ruleName(SURVEY_RULES, inForce(allowed)),
  notAfter: times.closesAt,
  subject: {
    surveyId: fact.surveyId,
    instrument: times.instrument,
    generation: times.generation,
    closesAt: times.closesAt,
    ...(times.bookingId === undefined ? {} : { bookingId: times.bookingId }),
    ...(times.sessionId === undefined ? {} : { sessionId: times.sessionId }),
  },
});

/** The invitation by email, the reminders by text where that is agreed: the other channel doubles the answers (domain.md 2.4). */
export const surveyDrafts = (fact: FactHead, asked: Asked): readonly Draft[] => {
  const { times, allowed } = asked;
  const { laterHours, reminder: asking } = inForce(allowed).rules.surveys;
  const isAfterVisit = times.sessionId !== undefined;
  const step = (kind: Kind, at: Date, channels: readonly Channel[]): Draft =>
    draftOf(fact, asked, {
      kind,
      cause: kind === 'invitation' ? 'VISIT_DONE' : 'FORM_OPEN',
      timing: { rule: 'at', at },
      channels,
      occurrence: `${fact.surveyId}:${kind}`,
    });
  // An intake form comes before the first visit: the visit is booked, not done.
  const invitation = {
    ...step('invitation', hoursAfter(times.inviteAt, isAfterVisit ? laterHours : 0), ['email', 'sms']),
    ...(isAfterVisit ? {} : { cause: 'VISIT_BOOKED' as const }),
  };
  const reminder = (at: Date): Draft => step('reminder', hoursAfter(at, laterHours), ['sms', 'email']);
  const { remindAt, remindAgainAt } = times;
  if (remindAt === undefined || !asking.on) return [invitation];
  const first = asking.afterHours === null ? remindAt : hoursAfter(times.inviteAt, asking.afterHours);
  return [
    invitation,
    reminder(first),
    ...(remindAgainAt === undefined ? [] : [{ ...reminder(remindAgainAt), occurrence: `${fact.surveyId}:reminder-2` }]),
  ];
};

const planned = (
  state: SurveyMessages | undefined,
  fact: SurveyFact & { readonly what: 'planned' },
  allowed: AllowedTimes,
): SurveyMessages => ({
  plan: {
    surveyId: fact.surveyId,
    clientRef: fact.clientRef,
    sourceVersion: fact.sourceVersion,
    status: 'open',
    times: fact.times,
  },
  rows: joinRows(state?.rows ?? [], surveyDrafts(fact, { times: fact.times, allowed }), { allowed, at: fact.at }),
});

const ended = (state: SurveyMessages | undefined, fact: SurveyFact & { readonly what: 'ended' }): SurveyMessages => ({
  plan: {
    ...state?.plan,
    surveyId: fact.surveyId,
    clientRef: fact.clientRef,
    sourceVersion: fact.sourceVersion,
    status: 'ended',
  },
  rows: (state?.rows ?? []).map((row) => withdraw(row, fact.reason, fact.at)),
});

/**
 * "Ask me tomorrow": the next open row moves to the next allowed morning, and with it all that was due before; where nothing is open, one
 * reminder is owed then. What waits for staff stays held, and nothing goes out in its place.
 */
const deferred = (
  state: SurveyMessages,
  fact: SurveyFact & { readonly what: 'deferred' },
  allowed: AllowedTimes,
): SurveyMessages => {
  const times = state.plan.times;
  const morning = nextMorning(fact.at, allowed, true);
  const waiting = state.rows.filter((row) => isOpen(row) && row.family === 'survey');
  const open = waiting.filter((row) => !waitsForStaff(row));
  const plan = { ...state.plan, sourceVersion: fact.sourceVersion };
  if (times === undefined || morning >= times.closesAt) return { ...state, plan };
  if (waiting.length > 0) {
    const until = Math.max(morning.getTime(), Math.min(...open.map((row) => row.dueAt.getTime())));
    const rows = state.rows.map((row) =>
      open.includes(row) && row.dueAt.getTime() <= until
        ? replan(row, { dueAt: morning, at: fact.at, reason: 'CLIENT_IN_ATTACK' })
        : row,
    );
    return { plan, rows };
  }
  const draft = draftOf(
    fact,
    { times, allowed },
    {
      kind: 'reminder',
      cause: 'CLIENT_ASKED',
      timing: { rule: 'at', at: morning },
      channels: ['sms', 'email'],
      occurrence: `${fact.surveyId}:deferred-${fact.sourceVersion}`,
    },
  );
  return { plan, rows: [...state.rows, rowOf(draft, { allowed, at: fact.at })] };
};

/** A link that somebody asked for on a page a moment ago: at once, at any hour, of use for a day. */
const linkRequested = (
  state: SurveyMessages | undefined,
  fact: SurveyFact & { readonly what: 'link-requested' },
  allowed: AllowedTimes,
): SurveyMessages => {
  const times: SurveyTimes = state?.plan.times ?? {
    instrument: 'post-session@1',
    generation: fact.generation,
    inviteAt: fact.at,
    closesAt: new Date(fact.at.getTime() + DAY_MS),
  };
  const draft: Draft = {
    ...draftOf(
      fact,
      { times: { ...times, generation: fact.generation }, allowed },
      {
        kind: 're-issue',
        cause: 'CLIENT_ASKED',
        timing: { rule: 'at', at: fact.at },
        channels: fact.channel === undefined ? lastChannels(state) : [fact.channel],
        occurrence: `${fact.surveyId}:${fact.generation}`,
      },
    ),
    family: 'link',
    notAfter: new Date(fact.at.getTime() + DAY_MS),
  };
  const plan: SurveyPlan = state?.plan ?? {
    surveyId: fact.surveyId,
    clientRef: fact.clientRef,
    sourceVersion: 0,
    status: 'open',
  };
  return {
    plan: { ...plan, ...(plan.times === undefined ? {} : { times: { ...plan.times, generation: fact.generation } }) },
    rows: joinRows(state?.rows ?? [], [draft], { allowed, at: fact.at }),
  };
};

const lastChannels = (state: SurveyMessages | undefined): readonly Channel[] => {
  const used = state?.rows.findLast((row) => row.channel !== undefined)?.channel;
  return used === 'sms' ? ['sms', 'email'] : ['email', 'sms'];
};

/** Turns what happened to a survey into its messages. An older version changes nothing. */
export const planSurveys = (
  state: SurveyMessages | undefined,
  fact: SurveyFact,
  allowed: AllowedTimes,
): SurveyMessages | undefined => {
  if (fact.what === 'link-requested') return linkRequested(state, fact, allowed);
  if (state !== undefined && state.plan.sourceVersion >= fact.sourceVersion) return state;
  switch (fact.what) {
    case 'planned':
      return planned(state, fact, allowed);
    case 'ended':
      return ended(state, fact);
    case 'deferred':
      return state === undefined ? undefined : deferred(state, fact, allowed);
  }
};
