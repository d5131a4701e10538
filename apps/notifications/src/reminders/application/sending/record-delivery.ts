import { reminderDeliveredV1, reminderFailedV1, reminderSentV1 } from '@aftercare/contracts';
import { Clock } from '@aftercare/kernel';
import { say, tellSpan, Transactions } from '@aftercare/messaging';
import type { UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import type { DeliveryReport } from '../../../delivery/application/ports.js';
import { heardBy, otherChannelId } from '../../domain/after-failure.js';
import { afterReport } from '../../domain/delivery-lattice.js';
import { afterCarriersReport } from '../../domain/merge.js';
import { withdraw } from '../../domain/reminder.js';
import { retryId } from '../../domain/staff-acts.js';
import type { Channel, Reminder, State } from '../../domain/reminder.js';
import { allowedFor, PlanningContext } from '../planning/planning-context.js';
import { readAttemptId, SendLedger } from './ledger.js';
import { AfterFailure, telling } from './settle.js';

const withReport = (
  row: Reminder,
  to: State,
  report: { readonly at: Date; readonly reason?: string; readonly channel: Channel },
): Reminder => {
  const { claim: _claim, lookAt: _lookAt, looks: _looks, heardBy: _heardBy, ...rest } = row;
  const { channel } = report;
  const sentAt = row.sentAt ?? row.claim?.at ?? report.at;
  const known = to === 'sent' ? heardBy(row, channel, sentAt) : undefined;
  return {
    ...rest,
    state: to,
    channel,
    sentAt,
    ...(known === undefined ? {} : { heardBy: known }),
    ...(report.reason === undefined ? {} : { reason: report.reason }),
    history: [...row.history, { at: report.at, to, ...(report.reason === undefined ? {} : { reason: report.reason }) }],
  };
};

/** A provider's word about a message: moves its row up, never back. Repeats and late ones change nothing. */
@Injectable()
export class RecordDelivery {
  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: SendLedger,
    private readonly afterFailure: AfterFailure,
    private readonly context: PlanningContext,
    private readonly clock: Clock,
  ) {}

  async execute(report: DeliveryReport): Promise<void> {
    const key = readAttemptId(report.attemptId);
    if (key === undefined) return;
    await this.transactions.run(async (work) => {
      // Half of all reports change nothing and need no transaction; `put` names the version read here.
      const row = await this.ledger.find({ clinicId: key.clinicId, id: key.reminderId });
      if (row === undefined) return;
      tellSpan({ clinicId: row.clinicId, reminderId: row.id }, row.traceparent);
      const next = afterReport(row.state, report.status);
      if (next === undefined) return;
      await this.ledger.reportAttempt(this.attemptOf(row, report), work.within);
      await this.move(row, next, { report, work });
    });
  }

  private attemptOf(row: Reminder, report: DeliveryReport) {
    const { attemptId, providerId, status, errorCode, channel } = report;
    const code = errorCode === undefined ? {} : { code: errorCode };
    return {
      id: attemptId,
      clinicId: row.clinicId,
      reminderId: row.id,
      channel,
      at: row.claim?.at ?? this.clock.now(),
      providerId,
      status,
      ...code,
    };
  }

  private async move(
    row: Reminder,
    next: State,
    { report, work }: { readonly report: DeliveryReport; readonly work: UseCaseWork },
  ): Promise<void> {
    const at = this.clock.now();
    const { channel } = report;
    const moved = withReport(row, next, { at, channel, ...(next === 'failed' ? { reason: 'UNDELIVERED' } : {}) });
    this.ledger.put(moved, work.writes);
    await this.moveForm(row, { attemptId: report.attemptId, arrived: next !== 'failed', at, work });
    const version = row.version + 1;
    const data = telling(row, channel, at);
    if (row.state !== 'sent' && row.state !== 'failed') work.say(say(reminderSentV1, row.clinicId, data), version);
    if (next === 'delivered') {
      work.say(say(reminderDeliveredV1, row.clinicId, data), version);
      await this.stopSuccessors(row, { at, work });
    }
    if (next !== 'failed') return;
    work.say(say(reminderFailedV1, row.clinicId, { ...data, reason: 'UNDELIVERED' }), version);
    const allowed = allowedFor(await this.context.allowedOf([row]), row);
    const reason = report.blame ?? 'UNDELIVERED';
    await this.afterFailure.within([{ row: moved, channel, reason, at, allowed, to: report.to }], work);
  }

  /** A form that went in the very message that the report is about. */
  private async moveForm(
    { clinicId, id, carries }: Reminder,
    told: { readonly attemptId: string; readonly arrived: boolean; readonly at: Date; readonly work: UseCaseWork },
  ): Promise<void> {
    if (carries === undefined || carries.claimId !== readAttemptId(told.attemptId)?.claimId) return;
    const form = await this.ledger.find({ clinicId, id: carries.id }, told.work.within);
    const next = form && afterCarriersReport(form, { ...carries, id }, told);
    if (next !== undefined && next !== form) this.ledger.put(next, told.work.writes);
  }

  /** It arrived after all: what would say the same once more stays unsaid, unless it is under way already. */
  private async stopSuccessors(
    row: Reminder,
    { at, work }: { readonly at: Date; readonly work: UseCaseWork },
  ): Promise<void> {
    // While it is still waited for, nothing follows yet.
    const mayBeFollowed = row.state === 'failed' || (row.state === 'sent' && row.heardBy === undefined);
    if (!mayBeFollowed) return;
    for (const id of [otherChannelId(row), retryId(row)]) {
      const successor = await this.ledger.find({ clinicId: row.clinicId, id }, work.within);
      const stopped = successor === undefined ? undefined : withdraw(successor, 'ARRIVED', at);
      if (stopped !== undefined && stopped !== successor) this.ledger.put(stopped, work.writes);
    }
  }
}
