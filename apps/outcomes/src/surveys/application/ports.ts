import type { ClinicKey } from '@aftercare/kernel';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import type { FormOver } from '../../reports/application/answer-rates.js';
import type { CadenceInputs } from '../domain/cadence-inputs.js';
import type { Journey } from '../domain/journey.js';
import type { Survey } from '../domain/survey.js';

export { demandingPeriodsOf, emptyInputs as noInputs, pooledWindowsOf, stressOf } from '../domain/cadence-inputs.js';
export type { CadenceInputs } from '../domain/cadence-inputs.js';
export type { Survey } from '../domain/survey.js';

/** What a link leads to. */
export interface LinkedSurvey extends Loaded<Survey> {
  readonly sheet: Loaded<AnswerSheet> | undefined;
}

/** The surveys of all clinics. */
export abstract class SurveyStore {
  /** From the token of a link, with the answers so far, both as they stood at one instant; unknown, malformed and ended tokens look alike. */
  abstract byToken(token: string, within?: Transaction): Promise<LinkedSurvey | undefined>;
  /** By survey id; what does not exist is left out. */
  abstract many(keys: readonly ClinicKey[], within?: Transaction): Promise<readonly Loaded<Survey>[]>;
  /** All surveys of these clients; `id` of a key is the client. */
  abstract ofClients(clients: readonly ClinicKey[], within?: Transaction): Promise<readonly Loaded<Survey>[]>;
  /** All surveys of a clinic, for recomputations. */
  abstract ofClinic(clinicId: string): Promise<readonly Survey[]>;
  abstract save(survey: Survey, expectedVersion: number | undefined, writes: UnitOfWork): void;
  /** How often this process called `save`: without it no close moves. */
  abstract readonly saves: number;
  /** Open surveys whose close has come, the earliest first. */
  abstract due(now: Date, limit: number): Promise<readonly ClinicKey[]>;
  abstract nextClose(): Promise<Date | undefined>;
  /** Forms of a clinic that were answered or closed unanswered, and whose close lies in the time asked for, the latest first. */
  abstract over(asked: FormsOver, within?: Transaction): Promise<readonly FormOver[]>;
}

/** Which forms that are over. */
export interface FormsOver {
  readonly clinicId: string;
  /** Their close lies after it; undefined: however long ago. */
  readonly after: Date | undefined;
  /** Their close lies not after it. */
  readonly until: Date;
  readonly limit: number;
}

/** One client's visits, as the planning sees them; `id` of a key is the client. */
export abstract class JourneyStore {
  abstract many(clients: readonly ClinicKey[], within?: Transaction): Promise<ReadonlyMap<string, Loaded<Journey>>>;
  /** Client ids of a clinic in their order, page by page. */
  abstract clientsOf(
    clinicId: string,
    page: { readonly after: string | undefined; readonly limit: number },
  ): Promise<readonly string[]>;
  abstract save(journey: Journey, expectedVersion: number | undefined, writes: UnitOfWork): void;
}

/** Answers of one part, sealed. */
export interface SavedPart {
  readonly part: string;
  /** Rises when the part is answered again. */
  readonly revision: number;
  readonly sealed: string;
  readonly savedAt: Date;
  /** SHA-256 of the `form` cookie of the browser that answered: only that one sees the values again. */
  readonly by: string;
}

/** All answers of one survey. */
export interface AnswerSheet {
  readonly surveyId: string;
  readonly clinicId: string;
  readonly clientRef: string;
  readonly parts: readonly SavedPart[];
  /** Replaced revisions of parts, the oldest first. */
  readonly replaced?: readonly SavedPart[];
  /** What was answered in parts that are not sent yet; never scored, and shown in its own browser only. */
  readonly drafts?: readonly SavedPart[];
  /** Days that the counts are about, fixed with the first saved part. */
  readonly windowDays: number | undefined;
  readonly since: string | undefined;
}

export abstract class AnswerSheets {
  abstract load(survey: ClinicKey, within?: Transaction): Promise<Loaded<AnswerSheet> | undefined>;
  abstract ofClinic(clinicId: string): Promise<readonly AnswerSheet[]>;
  abstract save(sheet: AnswerSheet, expectedVersion: number | undefined, writes: UnitOfWork): void;
}

/** Seals what people answered with their own key; `field` binds a text to its place. */
export abstract class AnswerVault {
  abstract seal(client: ClinicKey, field: string, text: string): Promise<string>;
  /** In the order given. */
  abstract openAll(
    client: ClinicKey,
    fields: readonly { readonly field: string; readonly sealed: string }[],
  ): Promise<readonly string[]>;
}

/** What scheduling knows about clinics, clients and sessions. */
export interface ClinicFacts {
  readonly clinicId: string;
  readonly alias: string;
  readonly zone: string;
  readonly phone: string;
  readonly emergencyNumber: string;
  readonly urgentNumber: string;
  readonly deepTissueHours: number;
  readonly defaultHours: number;
}
export interface ClientFacts {
  readonly clinicId: string;
  readonly clientRef: string;
  /** Null: nobody has said where they live. */
  readonly zone: string | null;
  readonly yearOfBirth: number | null;
}
export interface SessionFacts {
  readonly clinicId: string;
  readonly sessionId: string;
  readonly techniques: readonly string[];
  readonly firstSessionAt: Date;
  readonly endedAt: Date;
}

/** A client, and which of their sessions are asked for. */
export interface VisitRef {
  readonly clinicId: string;
  readonly clientRef: string;
  readonly sessionIds: readonly string[];
}
/** Of the clients that were asked for; what does not exist is left out. */
export interface VisitFacts {
  readonly clinics: readonly ClinicFacts[];
  readonly clients: readonly ClientFacts[];
  readonly sessions: readonly SessionFacts[];
}

export abstract class SchedulingFacts {
  abstract visits(refs: readonly VisitRef[]): Promise<VisitFacts>;
}

/** What scheduling asks about a client before it names a day; `id` of a key is the client. */
export abstract class CadenceStore {
  abstract many(
    clients: readonly ClinicKey[],
    within?: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<CadenceInputs>>>;
  abstract save(inputs: CadenceInputs, expectedVersion: number | undefined, writes: UnitOfWork): void;
}
