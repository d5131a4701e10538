import { AppLogger } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { SendLedger } from './ledger.js';
import type { Postponed } from './ledger.js';
import { SendTimes } from './send-times.js';

/**
 * Gives rows another due time beside the claims of others: a clinic whose thousands wait for their turn takes the store some time, and
 * whoever waits for nothing need not wait for that.
 */
@Injectable()
export class Postponing {
  private moving: ReadonlySet<string> = new Set();

  constructor(
    private readonly ledger: SendLedger,
    private readonly times: SendTimes,
    private readonly logger: AppLogger,
  ) {}

  /** One move at a time; whoever comes meanwhile stays due and is looked at again. */
  get isBusy(): boolean {
    return this.moving.size > 0;
  }

  /** On its way to another time: not to be claimed at this one. */
  isMoving({ id }: { readonly id: string }): boolean {
    return this.moving.has(id);
  }

  /** Not waited for. What fails has changed nothing, so the rows are due as before. */
  begin(rows: readonly Postponed[], now: Date): void {
    if (rows.length === 0 || this.isBusy) return;
    const done = this.times.activity.begin('postpone');
    this.moving = new Set(rows.map(({ row }) => row.id));
    void this.ledger
      .postpone(rows, now)
      .catch((error: unknown) => this.logger.error('reminders could not be given another time', error, Postponing.name))
      .finally(() => {
        this.moving = new Set();
        done();
      });
  }
}
