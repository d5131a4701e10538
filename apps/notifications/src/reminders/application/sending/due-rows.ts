import { Injectable } from '@nestjs/common';
import { SHARDS } from '../../domain/reminder.js';
import { Admission } from './admission.js';
import { SendLedger } from './ledger.js';
import type { DueRow } from './ledger.js';

/** Rows of one look at the ledger: a look is over soon, for those who fall due meanwhile. */
const FEW = 500;
/** Rows of one look while most of what was seen last could be claimed; the rest comes with the next. */
const MOST = 5000;
/** What fell due this lately is looked at even where thousands have been waiting longer. */
const FRESH_MS = 2000;

export interface Taken {
  readonly rows: readonly DueRow[];
  /** There is more that can be claimed at once. */
  readonly isMore: boolean;
}

/** What is to be claimed now. */
@Injectable()
export class DueRows {
  private most = FEW;

  constructor(
    private readonly ledger: SendLedger,
    private readonly admission: Admission,
  ) {}

  async take(shards: readonly number[], now: Date): Promise<Taken> {
    const limit = this.most;
    const waiting = await this.ledger.due({ shards, until: now, limit });
    const isFull = waiting.length === limit;
    const rows = isFull ? await this.withOthers(waiting, shards, now) : waiting;
    const admitted = await this.admission.admit(rows, { now, share: shards.length / SHARDS });
    const isFlowing = admitted.length >= limit / 2;
    const isMore = isFull && isFlowing;
    this.most = isMore ? MOST : FEW;
    return { rows: admitted, isMore };
  }

  /** The first row to fall due after an instant, unless that is later than so many milliseconds. What was due before waits for something else. */
  async nextWithin(shards: readonly number[], { after, ms }: { readonly after: Date; readonly ms: number }) {
    const [since, until] = [new Date(after.getTime() + 1), new Date(after.getTime() + ms)];
    return (await this.ledger.due({ shards, since, until, limit: 1 }))[0]?.dueAt;
  }

  nextAt(): Promise<Date | undefined> {
    return this.ledger.nextDueAt();
  }

  /**
   * A flood falls due at one instant, as the hour at which a day's notes begin; it must not hide what falls due after it. So the next
   * ones after the longest waiting are looked at too, and, where they are as many, the fresh ones.
   */
  private async withOthers(
    waiting: readonly DueRow[],
    shards: readonly number[],
    now: Date,
  ): Promise<readonly DueRow[]> {
    const limit = waiting.length;
    const next = await this.ledger.due({ shards, since: after(waiting), until: now, limit });
    if (next.length < limit) return [...waiting, ...next];
    const fresh = Math.max(after(next).getTime(), now.getTime() - FRESH_MS);
    const newest = await this.ledger.due({ shards, since: new Date(fresh), until: now, limit });
    return [...waiting, ...next, ...newest];
  }
}

/** The instant after the last of them. */
const after = (rows: readonly DueRow[]): Date => new Date((rows.at(-1)?.dueAt.getTime() ?? 0) + 1);
