import type { ClinicKey, LocalDate } from '@aftercare/kernel';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import type { BurdenWindow, Period } from '../domain/adjustments.js';
import type { CarePlan } from '../domain/care-plan.js';
import type { FollowUpRecord } from '../domain/follow-up.js';

export type { CarePlan, CarePlanChange } from '../domain/care-plan.js';
export type { FollowUpRecord } from '../domain/follow-up.js';
export { CADENCE_POLICY } from '../domain/cadence-input.js';
export { emptyCarePlan } from '../domain/care-plan.js';

/** Somebody who had a visit, has none ahead and stayed away for long. */
export interface Lapsed {
  readonly clientRef: string;
  readonly lapsedOn: LocalDate;
}

/** The follow-up of each client, by client ref. */
export abstract class FollowUps {
  /** Without a transaction: for pages, and for the versions that facts belong to. */
  abstract load(clients: readonly ClinicKey[], within?: Transaction): Promise<readonly Loaded<FollowUpRecord>[]>;
  abstract save(record: FollowUpRecord, expectedVersion: number | undefined, writes: UnitOfWork): void;
  /** How often this process called `save`: without it nobody lapses earlier or later. */
  abstract readonly saves: number;
  /** Clients whose lapse is due; `id` of a key is the client. */
  abstract lapsing(now: Date, limit: number): Promise<readonly ClinicKey[]>;
  abstract nextLapse(): Promise<Date | undefined>;
  /** Clients of a clinic who count as lapsed, the longest first; `after` is where a page before ended. */
  abstract lapsed(
    clinicId: string,
    page: { readonly limit: number; readonly after?: Lapsed },
  ): Promise<readonly Lapsed[]>;
}

/** The care plan of each client, by client ref; the words of a reason are sealed with the client's key. */
export abstract class CarePlans {
  /** Without the words, which no rule needs. */
  abstract plain(clients: readonly ClinicKey[], within: Transaction): Promise<readonly Loaded<CarePlan>[]>;
  abstract load(client: ClinicKey, within?: Transaction): Promise<Loaded<CarePlan> | undefined>;
  abstract save(plan: CarePlan, expectedVersion: number | undefined, writes: UnitOfWork): Promise<void>;
}

/** What forms say about a client, as their owner answers it. Null and empty are not known. */
export interface ClientInputs {
  readonly clinicId: string;
  readonly clientRef: string;
  readonly openFlag: 'E' | 'U' | 'R' | null;
  readonly wish: 'booked' | 'suggest' | 'not-now' | 'stop' | null;
  readonly stress: number | null;
  readonly demandingPeriods: readonly Period[];
  readonly lastEffect: {
    readonly sessionId: string;
    readonly worst: number | null;
    readonly lasting: boolean;
  } | null;
  /** Newest first. */
  readonly burdenWindows: readonly BurdenWindow[];
}

/** Outcomes: asked in bulk before a day is named. */
export abstract class CadenceInputsOwner {
  /** One answer per client; an owner that is silent throws, so that nothing is planned past a flag. */
  abstract of(clients: readonly ClinicKey[]): Promise<readonly ClientInputs[]>;
}

/** End of the newest window that a rise would be confirmed for. */
export const newestWindowOf = (inputs: Pick<ClientInputs, 'burdenWindows'>): LocalDate | undefined =>
  inputs.burdenWindows[0]?.endsOn;
