/** What the API answers. Written by tools/generate/console-types.mjs from the routes; not by hand. */

export interface Me {
  readonly accountId: string;
  readonly clinicId: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly csrfToken: string;
  readonly endsAt: string;
  readonly now: string;
}

export type AccountRole = 'front-desk' | 'integrator' | 'manager' | 'owner' | 'practitioner';

export interface Person {
  readonly accountId: string;
  readonly email: string;
  readonly roles: readonly AccountRole[];
}

export interface People {
  readonly items: readonly Person[];
}

export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export type SendMode = 'live' | 'off' | 'rehearsal' | 'staff';

export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

export interface OpeningHours {
  readonly weekday: Weekday;
  readonly from: string;
  readonly to: string;
}

export interface Clinic {
  readonly today: string;
  readonly createdAt: string;
  readonly openDays: readonly Weekday[];
  readonly version: number;
  readonly clinicId: string;
  readonly name: string;
  readonly alias: string;
  readonly country: string;
  readonly zone: string;
  readonly locale: string;
  readonly place: string;
  readonly phone: string;
  readonly emergencyNumber: string;
  readonly urgentNumber: string;
  readonly smsSender: string;
  readonly emailFrom: string;
  readonly sendMode: SendMode;
  readonly staffContacts: { readonly phones: readonly string[]; readonly emails: readonly string[] };
  readonly quietHours: DaySpan;
  readonly surveyDelays: { readonly deepTissueHours: number; readonly defaultHours: number };
  readonly openingHours: readonly OpeningHours[];
  readonly closureDays: readonly string[];
  readonly holidayRegion: null | string;
  readonly rooms: readonly string[];
  readonly leadDays: number;
  readonly cutOffHours: number;
}

export interface ClientName {
  readonly ref: string;
  readonly firstName: string;
  readonly initial: string;
}

export interface ClientNames {
  readonly items: readonly ClientName[];
}

export interface Lapsed {
  readonly clientRef: string;
  readonly lapsedOn: string;
}

export type CadenceRule = 'A1' | 'A2' | 'A3' | 'A4' | 'A5' | 'A6' | 'B' | 'C' | 'H1' | 'H2' | 'H3' | 'H4' | 'H5';

export interface CadenceReason {
  readonly rule: CadenceRule;
  readonly code: string;
  readonly days: number;
  readonly applied: boolean;
}

export interface ToldInterval {
  readonly days: number;
  readonly reason: null | string;
  readonly by: string;
  readonly at: string;
}

export interface ToldSeries {
  readonly sessions: number;
  readonly from: string;
  readonly by: string;
  readonly at: string;
}

export interface ToldPeriod {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly saidBy: 'client' | 'practitioner';
  readonly by: string;
  readonly at: string;
}

export interface ToldRise {
  readonly windowEndsOn: string;
  readonly by: string;
  readonly at: string;
}

export interface ToldReview {
  readonly sessionId: string;
  readonly by: string;
  readonly at: string;
}

export interface ToldChange {
  readonly what: string;
  readonly by: string;
  readonly at: string;
}

export interface CarePlanView {
  readonly interval: ToldInterval | null;
  readonly series: ToldSeries | null;
  readonly stressPeriods: readonly ToldPeriod[];
  readonly rise: ToldRise | null;
  readonly reviewed: ToldReview | null;
  readonly history: readonly ToldChange[];
}

export type FlagLevel = 'E' | 'R' | 'U';

export interface FlagTime {
  readonly at: string;
  readonly atLocal: null | string;
}

export interface FlagCall {
  readonly callId: string;
  readonly outcome: 'left-message' | 'no-answer' | 'reached-fine' | 'reached-see-doctor' | 'wrong-number';
  readonly by: string;
  readonly at: string;
  readonly atLocal: null | string;
}

export interface FlagWord {
  readonly by: string;
  readonly at: string;
  readonly atLocal: null | string;
}

export interface FlagView {
  readonly flagId: string;
  readonly clientRef: string;
  readonly level: FlagLevel;
  readonly state: 'cleared' | 'open';
  readonly raisedAt: string;
  readonly raisedLocal: null | string;
  readonly sessionId: null | string;
  readonly due: FlagTime | null;
  readonly isOverdue: boolean;
  readonly assignment:
    | null
    | {
        readonly kind: 'handed-over';
        readonly to: null | string;
        readonly note: null | string;
        readonly by: string;
        readonly at: string;
        readonly atLocal: null | string;
      }
    | { readonly kind: 'taken'; readonly by: string; readonly at: string; readonly atLocal: null | string };
  readonly calls: readonly FlagCall[];
  readonly seenByDoctor: FlagWord | null;
  readonly cleared: null | {
    readonly by: string;
    readonly at: string;
    readonly atLocal: null | string;
    readonly reason: string;
  };
}

export interface FlaggedClient {
  readonly clientRef: string;
}

export interface DiaryWeek {
  readonly from: string;
  readonly to: string;
  readonly notFilledIn: number;
  readonly filledInLater: number;
  readonly migraine: number;
  readonly headache: number;
  readonly without: number;
}

export interface ToldWindow {
  readonly startsOn: string;
  readonly endsOn: string;
  readonly days: number;
  readonly burdenDays: number;
  readonly headacheDays: null | number;
  readonly complete: number;
}

export interface BurdenDays {
  readonly weeks: readonly DiaryWeek[];
  readonly source: 'diary' | 'recall' | null;
  readonly windows: readonly ToldWindow[];
}

export interface Period {
  readonly from: string;
  readonly to: string;
}

export interface Flow {
  readonly due: number;
  readonly delivered: number;
  readonly started: number;
  readonly answered: number;
  readonly usable: number;
}

export interface Share {
  readonly n: number;
  readonly of: number;
  readonly rate: null | number;
  readonly low: null | number;
  readonly high: null | number;
}

export interface Change {
  readonly pairs: number;
  readonly mean: null | number;
  readonly sd: null | number;
  readonly low: null | number;
  readonly high: null | number;
  readonly direction?: 'fewer' | 'more' | 'same';
}

export type Measure = 'change' | 'responder50' | 'unwanted';

export interface Group {
  readonly by: 'all' | 'technique';
  readonly key: string;
  readonly unwanted: Share | null;
  readonly responder50: null | { readonly answered: Share; readonly due: Share };
  readonly change: Change | null;
  readonly suppressed?: readonly Measure[];
}

export interface FirstReport {
  readonly clinicId: string;
  readonly period: Period;
  readonly algorithm: string;
  readonly flow: Flow;
  readonly flowByInstrument: readonly {
    readonly due: number;
    readonly delivered: number;
    readonly started: number;
    readonly answered: number;
    readonly usable: number;
    readonly instrument: string;
  }[];
  readonly groups: readonly Group[];
  readonly exclusions: readonly { readonly reason: string; readonly n: number }[];
}

export interface AnswerRate {
  readonly below: null | { readonly on: string; readonly answered: number; readonly due: number };
}

export type ReminderState =
  'delivered' | 'failed' | 'held' | 'planned' | 'rehearsed' | 'sending' | 'sent' | 'skipped' | 'unknown' | 'withdrawn';

export interface Reminder {
  readonly dueLocal: string;
  readonly firstDueLocal: string;
  readonly notAfterLocal: string;
  readonly visitLocal?: string;
  readonly lookLocal?: string;
  readonly history: readonly {
    readonly at: string;
    readonly to: string;
    readonly reason?: string;
    readonly dueAt?: string;
    readonly by?: string;
    readonly note?: string;
    readonly atLocal: string;
  }[];
  readonly reminderId: string;
  readonly clinicId: string;
  readonly clientRef: string;
  readonly bookingId?: string;
  readonly sessionId?: string;
  readonly surveyId?: string;
  readonly family: 'appointment' | 'follow-up' | 'link' | 'reply' | 'survey';
  readonly kind: string;
  readonly occurrence: string;
  readonly cause: string;
  readonly ruleVersion: string;
  readonly firstDueAt: string;
  readonly dueAt: string;
  readonly notAfter: string;
  readonly zone: string;
  readonly anywhereIn?: string;
  readonly state: ReminderState;
  readonly reason?: string;
  readonly channel?: 'email' | 'sms';
  readonly startsAt?: string;
  readonly lookAt?: string;
  readonly takesAlong?: string;
  readonly providerIds: readonly string[];
  readonly texts: readonly string[];
}

export type Relation = 'carried-by' | 'carries' | 'other-way' | 'other-way-of' | 'retry' | 'retry-of';

export interface ReminderStory {
  readonly attempts: readonly {
    readonly at: string;
    readonly channel: 'email' | 'sms';
    readonly outcome: string;
    readonly providerId?: string;
    readonly code?: string;
    readonly status?: string;
    readonly text?: string;
    readonly atLocal: string;
  }[];
  readonly related: readonly {
    readonly relation: Relation;
    readonly reminderId: string;
    readonly kind: string;
    readonly state: ReminderState;
    readonly channel?: 'email' | 'sms';
    readonly dueAt: string;
    readonly dueLocal: string;
  }[];
}

export type Intent = 'cancel' | 'help' | 'later' | 'no' | 'start' | 'stop' | 'unclear' | 'yes';

export interface Reply {
  readonly receivedLocal: string;
  readonly done?: { readonly by: string; readonly at: string; readonly atLocal: string };
  readonly id: string;
  readonly receivedAt: string;
  readonly text?: string;
  readonly intent: Intent;
  readonly clientRefs: readonly string[];
  readonly bookingId?: string;
  readonly waits: boolean;
}

export interface Hours {
  readonly from: string;
  readonly to: string;
}

export interface ReminderRules {
  readonly hours: Hours | null;
  readonly openOn: { readonly sundays: boolean; readonly publicHolidays: boolean };
  readonly appointments: {
    readonly early: { readonly on: boolean; readonly days: number };
    readonly late: { readonly on: boolean; readonly days: number };
    readonly afterNoShow: { readonly on: boolean };
  };
  readonly surveys: {
    readonly laterHours: number;
    readonly reminder: { readonly on: boolean; readonly afterHours: null | number };
  };
  readonly followUps: { readonly secondNote: { readonly on: boolean; readonly afterDays: number } };
  readonly caps: { readonly perWeek: number };
}

export interface ReplanCounts {
  readonly moved: number;
  readonly withdrawn: number;
  readonly added: number;
}

export interface ReplanningView {
  readonly version: number;
  readonly of: 'rules' | 'settings';
  readonly phase: 'done' | 'late' | 'running';
  readonly at: string;
  readonly counts: ReplanCounts;
  readonly lateRows: number;
  readonly digest: string;
  readonly foreseen: null | string;
}

export interface Rules {
  readonly shipped: ReminderRules;
  readonly bounds: {
    readonly earlyDays: { readonly min: 2; readonly max: 7 };
    readonly lateDays: { readonly min: 1; readonly max: 3 };
    readonly surveyLaterHours: { readonly min: 0; readonly max: 24 };
    readonly surveyReminderHours: { readonly min: 24; readonly max: 120 };
    readonly secondNoteDays: { readonly min: 5; readonly max: 10 };
    readonly perWeek: { readonly min: 1; readonly max: 3 };
  };
  readonly widestHours: Hours;
  readonly settingsHours: { readonly from: string; readonly to: string };
  readonly replanning: ReplanningView | null;
  readonly version: number;
  readonly rules: ReminderRules;
}

export interface RuleVersionView {
  readonly atLocal: string;
  readonly clinicId: string;
  readonly number: number;
  readonly basedOn: number;
  readonly rules: ReminderRules;
  readonly by: string;
  readonly at: string;
  readonly previewId: string;
}

export interface Messages {
  readonly messages: number;
  readonly people: number;
  readonly smsParts: number;
  readonly families: {
    readonly appointment: { readonly none: number; readonly sms: number; readonly email: number };
    readonly survey: { readonly none: number; readonly sms: number; readonly email: number };
    readonly 'follow-up': { readonly none: number; readonly sms: number; readonly email: number };
  };
}

export interface Balance {
  readonly before: number;
  readonly unchanged: number;
  readonly moved: number;
  readonly withdrawn: number;
  readonly movedBeyond: number;
  readonly movedIn: number;
  readonly added: number;
  readonly after: number;
}

export interface RuleDifferenceState {
  readonly state: string;
  readonly dueAt: string;
  readonly dueLocal: string;
}

export interface RuleDifference {
  readonly from: RuleDifferenceState | null;
  readonly to: RuleDifferenceState;
  readonly reminderId: string;
  readonly clientRef: string;
  readonly zone: string;
  readonly family: string;
  readonly kind: string;
  readonly reason: string;
}

export interface TextLine {
  readonly text:
    | 'A1'
    | 'A2'
    | 'A2s'
    | 'A2y'
    | 'A3'
    | 'A4'
    | 'F1'
    | 'L1'
    | 'R-cancel'
    | 'R-help'
    | 'R-start'
    | 'R-stays'
    | 'R-stop'
    | 'R-unclear'
    | 'R-yes'
    | 'S-new'
    | 'S0'
    | 'S1'
    | 'S1r'
    | 'S2'
    | 'S2r';
  readonly language: 'ar' | 'de' | 'en' | 'es' | 'fr' | 'pl';
  readonly live: string;
  readonly newest?: number;
  readonly olderThanSource: boolean;
}

export interface MessageText {
  readonly version: number;
  readonly sms: string;
  readonly subject?: string;
}

export type VariableName =
  | 'alias'
  | 'closes'
  | 'closesWeekday'
  | 'emergencyNumber'
  | 'formLink'
  | 'link'
  | 'minutes'
  | 'oldVisit'
  | 'phone'
  | 'questions'
  | 'visit'
  | 'visitDay'
  | 'visitLongDay'
  | 'visitTime';

export type RuleName = 'L1' | 'L2' | 'L3' | 'L4' | 'L5' | 'L6' | 'L7' | 'L8' | 'W1' | 'W3' | 'W4';

export interface Finding {
  readonly rule: RuleName;
  readonly field: 'sms' | 'subject';
  readonly message: string;
}

export interface RenderedEmail {
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
}

export interface TextSample {
  readonly length: 'longest' | 'shortest' | 'usual';
  readonly sms: {
    readonly body: string;
    readonly encoding: 'GSM-7' | 'UCS-2';
    readonly parts: number;
    readonly units: number;
  };
  readonly email?: RenderedEmail;
}

export interface CheckedText {
  readonly findings: readonly Finding[];
  readonly samples: readonly TextSample[];
  readonly costly: readonly { readonly character: string; readonly instead: string }[];
}

export interface Template {
  readonly versions: readonly {
    readonly version: number;
    readonly by: string;
    readonly at: string;
    readonly clinicId: string;
    readonly text:
      | 'A1'
      | 'A2'
      | 'A2s'
      | 'A2y'
      | 'A3'
      | 'A4'
      | 'F1'
      | 'L1'
      | 'R-cancel'
      | 'R-help'
      | 'R-start'
      | 'R-stays'
      | 'R-stop'
      | 'R-unclear'
      | 'R-yes'
      | 'S-new'
      | 'S0'
      | 'S1'
      | 'S1r'
      | 'S2'
      | 'S2r';
    readonly language: 'ar' | 'de' | 'en' | 'es' | 'fr' | 'pl';
    readonly sms: string;
    readonly subject?: string;
    readonly atLocal: string;
  }[];
  readonly live: string;
  readonly shipped: MessageText;
  readonly variables: readonly VariableName[];
  readonly checked: CheckedText;
}

export type TestState = 'in-doubt' | 'refused' | 'sending' | 'sent';

export interface TestSend {
  readonly id: string;
  readonly versionName: string;
  readonly channel: 'email' | 'sms';
  readonly by: string;
  readonly at: string;
  readonly state: TestState;
  readonly code?: string;
  readonly clinicId: string;
  readonly text:
    | 'A1'
    | 'A2'
    | 'A2s'
    | 'A2y'
    | 'A3'
    | 'A4'
    | 'F1'
    | 'L1'
    | 'R-cancel'
    | 'R-help'
    | 'R-start'
    | 'R-stays'
    | 'R-stop'
    | 'R-unclear'
    | 'R-yes'
    | 'S-new'
    | 'S0'
    | 'S1'
    | 'S1r'
    | 'S2'
    | 'S2r';
  readonly language: 'ar' | 'de' | 'en' | 'es' | 'fr' | 'pl';
}

export interface LanguageList {
  readonly items: readonly {
    readonly language: 'ar' | 'de' | 'en' | 'es' | 'fr' | 'pl';
    readonly state: 'checked' | 'draft' | 'outdated' | 'signed-off';
    readonly edition: number;
    readonly isUsed: boolean;
    readonly by?: string;
    readonly at?: string;
    readonly atLocal?: string;
  }[];
}

export interface StateCount {
  readonly state: ReminderState;
  readonly n: number;
}

export interface LedgerTotals {
  readonly lines: number;
  readonly states: readonly StateCount[];
}

export interface ClientPage {
  readonly items: readonly {
    readonly ref: string;
    readonly firstName: string;
    readonly lastName: string;
    readonly phone: null | string;
    readonly email: null | string;
    readonly locale: string;
    readonly zone: null | string;
    readonly yearOfBirth: null | number;
    readonly preferredWeekday: 1 | 2 | 3 | 4 | 5 | 6 | 7 | null;
    readonly intervalWish:
      | null
      | { readonly kind: 'days'; readonly days: number }
      | { readonly kind: 'none' }
      | { readonly kind: 'pause'; readonly until: string };
    readonly wishSaidAt: null | string;
    readonly archived: boolean;
    readonly createdAt: string;
    readonly version: number;
  }[];
  readonly next?: string;
}

export interface LapsedPage {
  readonly items: readonly Lapsed[];
  readonly next?: string;
}

export interface FollowUp {
  readonly intervals: {
    readonly practitioner: null | { readonly days: number };
    readonly client:
      | null
      | { readonly kind: 'days'; readonly days: number }
      | { readonly kind: 'none' }
      | { readonly kind: 'pause'; readonly until: string };
    readonly wishSaidAt: null | string;
  };
  readonly rule?: null | string;
  readonly reason?: string;
  readonly dueOn?: string;
  readonly dueAt?: string;
  readonly windowStart?: string;
  readonly windowEnd?: string;
  readonly status: 'held' | 'none' | 'planned';
  readonly sessionId: null | string;
  readonly policyVersion: null | string;
  readonly lapsedOn: null | string;
  readonly lapsesOn: null | string;
  readonly disagree: boolean;
  readonly clientRef: string;
  readonly reasons?: readonly CadenceReason[];
  readonly review?: 'done' | 'needed' | null;
  readonly riseToConfirm?: null | string;
  readonly suggestDoctor?: boolean;
  readonly lastWish?: 'booked' | 'not-now' | 'stop' | 'suggest' | null;
  readonly missing?: readonly string[];
  readonly carePlan?: CarePlanView;
}

export interface FlagPage {
  readonly items: readonly FlagView[];
  readonly next?: string;
}

export interface OpenFlags {
  readonly items: readonly FlaggedClient[];
}

export interface Licences {
  readonly sets: readonly {
    readonly set: 'hit-6' | 'midas';
    readonly name: string;
    readonly questions: number;
    readonly minIntervalDays: number;
    readonly licence: null | {
      readonly holder: string;
      readonly reference: string;
      readonly scope: string;
      readonly languages: readonly string[];
      readonly validUntil: string;
      readonly isOver: boolean;
      readonly attestedBy: string;
      readonly attestedAt: string;
    };
    readonly texts: readonly {
      readonly broughtAt: string;
      readonly language: string;
      readonly copyright: string;
      readonly broughtBy: string;
    }[];
  }[];
  readonly quarterly: { readonly set: null | string; readonly inForce: boolean };
}

export interface ReminderPage {
  readonly items: readonly Reminder[];
  readonly next?: string;
}

export interface ReplyPage {
  readonly items: readonly Reply[];
  readonly next?: string;
}

export interface RuleVersions {
  readonly items: readonly RuleVersionView[];
}

export interface RulePreview {
  readonly previewId: string;
  readonly digest: string;
  readonly basedOn: number;
  readonly at: string;
  readonly atLocal: string;
  readonly weeks: readonly { readonly weekOf: string; readonly before: Messages; readonly after: Messages }[];
  readonly total: {
    readonly before: {
      readonly messages: number;
      readonly people: number;
      readonly smsParts: number;
      readonly families: {
        readonly appointment: { readonly none: number; readonly sms: number; readonly email: number };
        readonly survey: { readonly none: number; readonly sms: number; readonly email: number };
        readonly 'follow-up': { readonly none: number; readonly sms: number; readonly email: number };
      };
      readonly mostOnOneDay: number;
    };
    readonly after: {
      readonly messages: number;
      readonly people: number;
      readonly smsParts: number;
      readonly families: {
        readonly appointment: { readonly none: number; readonly sms: number; readonly email: number };
        readonly survey: { readonly none: number; readonly sms: number; readonly email: number };
        readonly 'follow-up': { readonly none: number; readonly sms: number; readonly email: number };
      };
      readonly mostOnOneDay: number;
    };
  };
  readonly beyond: { readonly before: number; readonly after: number };
  readonly balance: Balance;
  readonly differences: { readonly items: readonly RuleDifference[]; readonly next?: string; readonly total: number };
}

export interface RuleDifferencePage {
  readonly items: readonly RuleDifference[];
  readonly next?: string;
}

export interface TemplateList {
  readonly items: readonly TextLine[];
}
