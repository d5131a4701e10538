import type { Change, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import type { ClinicKey } from '@aftercare/kernel';
import type { Family, Reminder } from '../domain/reminder.js';

/** A planner's state: the newest that is known of its subject, and all rows of it. */
export interface PlanState<TPlan extends object> {
  readonly plan: TPlan;
  readonly rows: readonly Reminder[];
}

/** Where a kind of plan is kept and which rows belong to it. */
export interface PlanKind {
  readonly collection: string;
  readonly subject: 'bookingId' | 'surveyId' | 'sessionId';
  readonly families: readonly Family[];
}

export const BOOKING_PLANS: PlanKind = { collection: 'booking_plans', subject: 'bookingId', families: ['appointment'] };
export const SURVEY_PLANS: PlanKind = { collection: 'survey_plans', subject: 'surveyId', families: ['survey', 'link'] };
export const FOLLOW_UP_PLANS: PlanKind = {
  collection: 'follow_up_plans',
  subject: 'sessionId',
  families: ['follow-up'],
};

/** What keeps routine notes to a client back. */
export interface ClientHolds {
  readonly clientRef: string;
  readonly open: readonly string[];
  /** Cleared ones stay known: a late `flag.raised` opens nothing again. */
  readonly cleared: readonly string[];
  readonly deferredUntil?: Date;
}

/** States of the planning reactions. */
export abstract class PlanStore {
  abstract load<TPlan extends object>(
    kind: PlanKind,
    keys: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<PlanState<TPlan>>>>;
  abstract save<TPlan extends object>(
    kind: PlanKind,
    changes: readonly Change<PlanState<TPlan>>[],
    work: UnitOfWork,
  ): void;
  /** Holds of clients (key id = client) with their rows that are held by a flag. */
  abstract loadHolds(
    keys: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<PlanState<ClientHolds>>>>;
  abstract saveHolds(changes: readonly Change<PlanState<ClientHolds>>[], work: UnitOfWork): void;
  /** Planned rows of clients (key id = client); the rows are the state. */
  abstract loadPlanned(
    keys: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<readonly Reminder[]>>>;
  abstract savePlanned(changes: readonly Change<readonly Reminder[]>[], work: UnitOfWork): void;
}
