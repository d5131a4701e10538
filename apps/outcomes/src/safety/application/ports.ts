import type { ClinicKey } from '@aftercare/kernel';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import type { Flag } from '../domain/flag.js';
import type { FlagPlace } from '../domain/flag-order.js';
import type { WorkingTime } from '../domain/patience.js';

export { CALL_OUTCOMES } from '../domain/flag.js';
export { isOverdue } from '../domain/flag-watch.js';
export type { CallOutcome, Flag } from '../domain/flag.js';
export type { FlagPlace } from '../domain/flag-order.js';
export type { WorkingTime } from '../domain/patience.js';

/** A list of flags is read page by page: open ones by need, the neediest first; any others the newest first. */
export interface FlagQuery {
  readonly state?: 'open' | 'cleared' | undefined;
  /** Only what this account has, or what waits for it. */
  readonly with?: string | undefined;
  readonly limit: number;
  readonly after?: FlagPlace | undefined;
}

/** A flag that has to be looked at, and its place among those: the longest due first. */
export interface DueLook extends ClinicKey {
  readonly lookAt: Date;
}

export abstract class FlagStore {
  /** How often this process wrote here: without it no other time to look came up. */
  abstract readonly saves: number;
  abstract load(key: ClinicKey, within?: Transaction): Promise<Loaded<Flag> | undefined>;
  /** Open flags of these clients, without what staff wrote; `id` of a key is the client. */
  abstract openOf(clients: readonly ClinicKey[]): Promise<readonly Flag[]>;
  /** One more than a page holds, where there is one. */
  abstract list(clinicId: string, query: FlagQuery): Promise<readonly Flag[]>;
  /** Flags of any clinic that have to be looked at by `now`, at most `limit`; those behind `after`. */
  abstract toLookAt(now: Date, limit: number, after?: DueLook): Promise<readonly DueLook[]>;
  /** When the first of them has to be looked at. */
  abstract nextLook(): Promise<Date | undefined>;
  /** What staff wrote is kept under the client's key. */
  abstract save(flag: Flag, expectedVersion: number | undefined, writes: UnitOfWork): Promise<void>;
}

/** Working hours of clinics; a clinic that nobody knows is left out. */
export abstract class WorkingTimes {
  abstract of(clinicIds: readonly string[]): Promise<ReadonlyMap<string, WorkingTime>>;
}
