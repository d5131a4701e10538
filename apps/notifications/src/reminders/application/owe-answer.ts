import { Clock } from '@aftercare/kernel';
import { Transactions } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { rowOf } from '../domain/draft.js';
import type { Draft } from '../domain/draft.js';
import { allowedFor, PlanningContext } from './planning/planning-context.js';
import { AnswerLedger } from './ports.js';
import type { OwedAnswer } from './ports.js';
import { SendLedger } from './sending/ledger.js';

/** An answer is of use for an hour; later it would surprise. */
const USEFUL_MS = 3_600_000;
const ANSWER_RULES = 'answers@1';

/** Owes an answer at once. The same occurrence twice owes one. */
@Injectable()
export class OweAnswer extends AnswerLedger {
  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: SendLedger,
    private readonly context: PlanningContext,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async owe(answer: OwedAnswer): Promise<void> {
    const allowed = allowedFor(await this.context.allowedOf([answer]), answer);
    const at = this.clock.now();
    const row = rowOf(draftOf(answer, at), { allowed, at });
    await this.transactions.run(async ({ within, writes }) => {
      if ((await this.ledger.find(row, within)) === undefined) this.ledger.put(row, writes);
    });
  }
}

const draftOf = (answer: OwedAnswer, at: Date): Draft => {
  const { clinicId, clientRef, kind, occurrence, channel, bookingId, sequence, startsAt, visitZone } = answer;
  return {
    clinicId,
    clientRef,
    kind,
    occurrence,
    family: kind === 'personal-link' ? 'link' : 'reply',
    cause: 'CLIENT_ASKED',
    ruleVersion: ANSWER_RULES,
    timing: { rule: 'at', at },
    notAfter: answer.notAfter ?? new Date(at.getTime() + USEFUL_MS),
    channels: [channel],
    subject: {
      ...(bookingId === undefined ? {} : { bookingId }),
      ...(sequence === undefined ? {} : { sequence }),
      ...(startsAt === undefined ? {} : { startsAt }),
      ...(visitZone === undefined ? {} : { visitZone }),
    },
  };
};
