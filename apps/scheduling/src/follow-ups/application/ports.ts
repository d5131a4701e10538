import type { ClinicKey } from '@aftercare/kernel';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import type { FollowUp } from '../domain/follow-up.js';

/** The follow-up of each client, by client ref. */
export abstract class FollowUps {
  abstract load(clients: readonly ClinicKey[], within: Transaction): Promise<readonly Loaded<FollowUp>[]>;
  abstract save(followUp: FollowUp, expectedVersion: number | undefined, writes: UnitOfWork): void;
}
