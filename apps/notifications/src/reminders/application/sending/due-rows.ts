import { Injectable } from '@nestjs/common';
import { SHARDS } from '../../domain/reminder.js';
import { Admission } from './admission.js';
import { SendLedger } from './ledger.js';
import type { DueRow } from './ledger.js';

/** Rows that one look takes; the rest comes with the next. */
const MOST = 5000;
/** What fell due this long ago is looked at even where thousands have been waiting longer. */
const FRESH_MS = 2000;

export interface Taken {
  readonly rows: readonly DueRow[];
  /** There is more that can be claimed at once. */
  readonly isMore: boolean;
}

/** What is to be claimed now. */
@Injectable()
export class DueRows {
  constructor(
    private readonly ledger: SendLedger,
    private readonly admission: Admission,
  ) {}

  async take(shards: readonly number[], now: Date): Promise<Taken> {
    const waiting = await this.ledger.due({ shards, until: now, limit: MOST });
    const since = new Date(now.getTime() - FRESH_MS);
    const newest = waiting.at(-1);
    // The longest waiting ones may be fresh themselves: many fell due at one instant.
    const isOld = waiting.length === MOST && newest !== undefined && newest.dueAt < since;
    const rows = isOld ? await this.withFresh(waiting, { shards, since, until: now }) : waiting;
    const admitted = await this.admission.admit(rows, { now, share: shards.length / SHARDS });
    return { rows: admitted, isMore: waiting.length === MOST && admitted.length >= MOST / 2 };
  }

  /** The first row to fall due after an instant, unless that is later than so many milliseconds. What was due before waits for something else. */
  async nextWithin(shards: readonly number[], { after, ms }: { readonly after: Date; readonly ms: number }) {
    const [since, until] = [new Date(after.getTime() + 1), new Date(after.getTime() + ms)];
    return (await this.ledger.due({ shards, since, until, limit: 1 }))[0]?.dueAt;
  }

  nextAt(): Promise<Date | undefined> {
    return this.ledger.nextDueAt();
  }

  private async withFresh(
    waiting: readonly DueRow[],
    span: { readonly shards: readonly number[]; readonly since: Date; readonly until: Date },
  ): Promise<readonly DueRow[]> {
    const fresh = await this.ledger.due({ ...span, limit: MOST });
    return [...new Map([...waiting, ...fresh].map((row) => [row.id, row])).values()];
  }
}
