import type { ClinicKey } from '@aftercare/kernel';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import type { Flag } from '../domain/flag.js';

export type { Flag } from '../domain/flag.js';

/** A list of flags is read page by page, the newest first. */
export interface FlagQuery {
  readonly state?: 'open' | 'cleared' | undefined;
  readonly limit: number;
  readonly after?: string | undefined;
}

export abstract class FlagStore {
  abstract load(key: ClinicKey, within?: Transaction): Promise<Loaded<Flag> | undefined>;
  /** Open flags of these clients; `id` of a key is the client. */
  abstract openOf(clients: readonly ClinicKey[]): Promise<readonly Flag[]>;
  abstract list(clinicId: string, query: FlagQuery): Promise<readonly Flag[]>;
  abstract save(flag: Flag, expectedVersion: number | undefined, writes: UnitOfWork): void;
}
