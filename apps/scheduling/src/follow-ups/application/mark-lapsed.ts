import { doAllDue, DueWork } from '@aftercare/kernel';
import type { ClinicKey } from '@aftercare/kernel';
import { nameOf, Transactions } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { lapse, nextToSay } from '../domain/follow-up.js';
import { CareReader } from './client-care.js';
import { FollowUps } from './ports.js';
import { sayLapsed } from './sayings.js';

/** One round of the sweep; the rest follows in the next round of the same call. */
const BATCH = 200;

/** Marks clients as lapsed on day 42: shown to the clinic, never written to. */
@Injectable()
export class MarkLapsed extends DueWork {
  override readonly name = 'mark-lapsed';
  override readonly pollMs = 5000;

  constructor(
    private readonly transactions: Transactions,
    private readonly care: CareReader,
    private readonly followUps: FollowUps,
  ) {
    super();
  }

  override fire(now: Date): Promise<void> {
    return doAllDue({
      name: this.name,
      batch: BATCH,
      due: (limit) => this.followUps.lapsing(now, limit),
      each: (client) => this.mark(client, now),
    });
  }

  override nextAt(): Promise<Date | undefined> {
    return this.followUps.nextLapse();
  }

  override get changes(): number {
    return this.followUps.saves;
  }

  private mark(client: ClinicKey, now: Date): Promise<void> {
    return this.transactions.run(async (work) => {
      const state = (await this.care.load([client], work.within)).get(nameOf(client));
      const record = state?.record;
      if (state === undefined || record === undefined || record.state.plan === null) return;
      const plan = lapse(record.state.plan, state.care.openBookings.length > 0, now);
      if (plan === undefined) return;
      const version = record.version + 1;
      const said = nextToSay(record.state.said, record.version);
      this.followUps.save({ ...record.state, said, plan }, record.version, work.writes);
      const of = { clinicId: client.clinicId, clientRef: client.id, version: said };
      for (const saying of sayLapsed(of, plan)) work.say(saying, version);
    });
  }
}
