import { Clock, NotFoundError } from '@aftercare/kernel';
import { Transactions } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { otherChannelId } from '../domain/after-failure.js';
import type { Channel, Reminder } from '../domain/reminder.js';
import { cancelByStaff, holdByStaff, releaseByStaff, retryByStaff } from '../domain/staff-acts.js';
import type { StaffGround, StaffWord } from '../domain/staff-acts.js';
import { allowedFor, PlanningContext } from './planning/planning-context.js';
import { SendLedger } from './sending/ledger.js';

/** What staff do with one row, and why. */
export interface StaffAct {
  readonly act: 'cancel' | 'hold' | 'release' | 'retry';
  readonly clinicId: string;
  readonly reminderId: string;
  readonly accountId: string;
  readonly ground: StaffGround;
  /** Of a retry: the way to try. */
  readonly channel?: Channel | undefined;
}

/** Staff step in. No act reaches past a claim, a STOP, a flag or a consent: those are judged when the row is sent. */
@Injectable()
export class ActOnReminder {
  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: SendLedger,
    private readonly context: PlanningContext,
    private readonly clock: Clock,
  ) {}

  /** Answers with the id of the row that stands for the message now: of a retry, the new one. */
  async execute(act: StaffAct): Promise<string> {
    const key = { clinicId: act.clinicId, id: act.reminderId };
    const found = await this.ledger.find(key);
    if (found === undefined) throw new NotFoundError('there is no such reminder');
    const allowed = allowedFor(await this.context.allowedOf([found]), found);
    const word: StaffWord = { by: act.accountId, ground: act.ground, at: this.clock.now() };
    return this.transactions.run(async ({ within, writes }) => {
      const row = await this.ledger.find(key, within);
      if (row === undefined) throw new NotFoundError('there is no such reminder');
      const carriedBy = await this.ledger.find({ clinicId: row.clinicId, id: otherChannelId(row) }, within);
      const next = decide(row, act, { word, allowed, carriedBy });
      // A retry that is asked for twice is owed once.
      const known = next.id === row.id ? undefined : await this.ledger.find(next, within);
      if (known === undefined) this.ledger.put(next, writes);
      return next.id;
    });
  }
}

const decide = (
  row: Reminder,
  { act, channel }: StaffAct,
  { word, allowed, carriedBy }: { readonly word: StaffWord } & Omit<Parameters<typeof retryByStaff>[2], 'channel'>,
): Reminder => {
  switch (act) {
    case 'cancel':
      return cancelByStaff(row, word);
    case 'hold':
      return holdByStaff(row, word);
    case 'release':
      return releaseByStaff(row, word, allowed);
    case 'retry':
      return retryByStaff(row, word, { allowed, channel, carriedBy });
  }
};
