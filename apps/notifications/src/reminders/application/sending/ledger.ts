import type { Transaction, UnitOfWork } from '@aftercare/messaging';
import type { Channel, Claim, Family, Reminder, State } from '../../domain/reminder.js';
import { nextTry } from '../../domain/waiting.js';
import type { WaitReason } from '../../domain/waiting.js';

export interface DueRow {
  readonly id: string;
  readonly clinicId: string;
  readonly shard: number;
  readonly dueAt: Date;
  readonly firstDueAt: Date;
  readonly family: Family;
  readonly notAfter: Date;
  /** The one that is preferred; which it will be is decided after the claim. */
  readonly firstChannel: Channel;
  readonly reason?: string;
}

/** A due row that cannot leave yet. */
export interface Postponed {
  readonly row: Pick<DueRow, 'id' | 'reason'>;
  readonly dueAt: Date;
  readonly reason: WaitReason;
}

/** What is kept of one call to a provider. */
export interface Attempt {
  readonly id: string;
  readonly clinicId: string;
  readonly reminderId: string;
  readonly channel: Channel;
  readonly at: Date;
  readonly outcome: string;
  readonly bodyHash?: string;
  readonly templateVersion?: string;
  readonly providerId?: string;
  readonly code?: string;
  /** Send mode `staff`: the clinic's own people got it, so nothing that becomes of it is about the client. */
  readonly to?: 'staff';
}

/** Where a claimed row goes, with what is stored about it. */
export interface Settlement {
  readonly row: Reminder;
  readonly to: State;
  readonly reason?: string;
  readonly dueAt?: Date;
  readonly channel?: Channel;
  readonly lookAt?: Date;
  readonly heardBy?: Date;
  readonly attempt?: Attempt;
  /** For the history, e.g. that the clinic's own text could not be used. */
  readonly note?: string;
  /** It could not be put into words together with a form. */
  readonly alone?: true;
  /** A row that was certainly not called goes back as if it had not been claimed. */
  readonly silent?: boolean;
}

/** A row that is kept back. That it waits is told once, however often it comes up. */
export const waiting = (row: Reminder, reason: WaitReason, until: Date): Settlement => ({
  row,
  to: 'planned',
  dueAt: nextTry(row, until),
  reason,
  ...(row.reason === reason ? { silent: true } : {}),
});

/** The sender's view of the ledger. Claims and sweeps are single updates; results run in the caller's transaction. */
export abstract class SendLedger {
  /** Planned rows of these shards that are due, the longest waiting first. */
  abstract due(query: {
    readonly shards: readonly number[];
    /** Only what fell due from then on. */
    readonly since?: Date;
    readonly until: Date;
    readonly limit: number;
  }): Promise<readonly DueRow[]>;
  /** Another due time for rows that are still planned and due; told in the history where the reason is new. */
  abstract postpone(rows: readonly Postponed[], now: Date): Promise<void>;
  abstract nextDueAt(): Promise<Date | undefined>;
  /** One update over all ids: only rows that are still planned and due. The claim is the written intent to send. */
  abstract claim(ids: readonly string[], claim: Claim): Promise<readonly Reminder[]>;
  /** Writes results of a claim; answers with the versions of the rows that were still under it. */
  abstract settle(
    settlements: readonly Settlement[],
    claim: { readonly id: string; readonly at: Date },
    within: Transaction,
  ): Promise<ReadonlyMap<string, number>>;
  /** Outside of a transaction only for a decision whose write names the version that it read. */
  abstract find(
    key: { readonly clinicId: string; readonly id: string },
    within?: Transaction,
  ): Promise<Reminder | undefined>;
  /** Of whatever clinic: from an id that a provider brings back. */
  abstract findById(id: string): Promise<Reminder | undefined>;
  abstract put(row: Reminder, work: UnitOfWork): void;
  /** Adds to an attempt what a report says, also when its own record never came to be. */
  abstract reportAttempt(
    report: Omit<Attempt, 'outcome'> & { readonly status: string },
    within: Transaction,
  ): Promise<void>;
  /** Of a call whose row was settled by somebody quicker: what a report told of it before stays beside it. */
  abstract keepAttempt(attempt: Attempt, within: Transaction): Promise<void>;
  abstract attemptsOf(row: { readonly clinicId: string; readonly id: string }): Promise<readonly Attempt[]>;
}

/** Rows that wait for something other than their due time. */
export abstract class WaitingLedger {
  /** Claims whose lease ran out: in doubt from now on. Answers how many. */
  abstract expireClaims(machineMs: number, now: Date): Promise<number>;
  /** Rows under a claim. */
  abstract countSending(): Promise<number>;
  /** Held rows whose time to be looked at again has come. */
  abstract heldUntil(now: Date): Promise<readonly Reminder[]>;
  abstract nextHeldAt(): Promise<Date | undefined>;
  abstract inDoubtUntil(now: Date): Promise<readonly Reminder[]>;
  abstract nextLookAt(): Promise<Date | undefined>;
  /** Sent rows that nobody called delivered until now, though somebody should have. */
  abstract unheardUntil(now: Date): Promise<readonly Reminder[]>;
  abstract nextHeardBy(): Promise<Date | undefined>;
}

const MARK = '~';

/** Opaque to providers; a callback finds its row with it even when the reply to the call was lost. */
export const attemptIdOf = (row: { readonly clinicId: string; readonly id: string }, claimId: string): string =>
  [row.clinicId, row.id, claimId].join(MARK);

export const readAttemptId = (
  attemptId: string,
): { readonly clinicId: string; readonly reminderId: string; readonly claimId: string } | undefined => {
  const [clinicId, reminderId, claimId, ...rest] = attemptId.split(MARK);
  return clinicId === undefined || reminderId === undefined || claimId === undefined || rest.length > 0
    ? undefined
    : { clinicId, reminderId, claimId };
};
