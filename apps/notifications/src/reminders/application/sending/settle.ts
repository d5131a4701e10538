import { reminderFailedV1, reminderSentV1 } from '@aftercare/contracts';
import { Clock, dateOf, hashId } from '@aftercare/kernel';
import { say, StoreUnavailableError, Transactions } from '@aftercare/messaging';
import type { UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { Consents } from '../../../consents/application/ports.js';
import { ContactHealth } from '../../../contacts/application/contact-health.js';
import { clientName, Contacts } from '../../../contacts/application/ports.js';
import { onOtherChannel } from '../../domain/after-failure.js';
import type { Channel, Reminder } from '../../domain/reminder.js';
import type { AllowedTimes } from '../../domain/timing.js';
import { SendLedger } from './ledger.js';
import type { Settlement } from './ledger.js';
import { StaffNotices } from './staff-notices.js';

/** What follows when a message did not arrive. */
export interface Failure {
  readonly row: Reminder;
  readonly channel: Channel;
  readonly reason: string;
  readonly at: Date;
  readonly allowed: AllowedTimes;
  /** The address that it went to, which the client need not have any more. Where nobody knows it, the one that they have now counts. */
  readonly to?: string | undefined;
}

interface Closing {
  /** What was closed in this transaction before. */
  readonly closed: Set<string>;
  readonly work: UseCaseWork;
}

/** A message that takes a form along asks for that form, whichever row it belongs to. */
export const telling = (row: Reminder, channel: Channel, at: Date) => ({
  reminderId: row.id,
  clientRef: row.clientRef,
  family: row.family,
  kind: row.kind,
  channel,
  ...surveyOf(row),
  ...(row.subject.bookingId === undefined ? {} : { bookingId: row.subject.bookingId }),
  at: at.toISOString(),
});

const surveyOf = ({ subject, carries }: Reminder): { readonly surveyId?: string } => {
  const surveyId = subject.surveyId ?? carries?.subject.surveyId;
  return surveyId === undefined ? {} : { surveyId };
};

/** The consequences of a failed message: the address, the STOP that the provider knew of, the other channel. */
@Injectable()
export class AfterFailure {
  constructor(
    private readonly ledger: SendLedger,
    private readonly health: ContactHealth,
    private readonly consents: Consents,
    private readonly contacts: Contacts,
  ) {}

  /** Of one transaction. What several of them say about one address or number is acted upon once: a document is written once in it. */
  async within(failures: readonly Failure[], work: UseCaseWork): Promise<void> {
    const closed = new Set<string>();
    for (const failure of failures) {
      await this.close(failure, { closed, work });
      const { row, channel, allowed, at } = failure;
      const other = onOtherChannel({ ...row, channel }, { allowed, at });
      if (other !== undefined && (await this.ledger.find(other, work.within)) === undefined)
        this.ledger.put(other, work.writes);
    }
  }

  private async close(failure: Failure, { closed, work }: Closing): Promise<void> {
    const { clinicId, clientRef } = failure.row;
    const { channel, reason, at, to } = failure;
    const isFirst = (what: string): boolean => {
      const before = closed.size;
      return closed.add(what).size > before;
    };
    if (reason === 'CONTACT_BAD' && isFirst(`${clinicId}/${clientRef}/${channel}`))
      await this.health.markBad(
        { clinicId, clientRef, channel, at, ...(to === undefined ? {} : { address: to }) },
        work,
      );
    if (reason !== 'STOPPED') return;
    const phone = to ?? (await this.contacts.ensure([failure.row])).get(clientName(failure.row))?.phone;
    // The person said STOP to the provider, who kept it to itself until now. Several people may share the phone.
    if (phone != null && isFirst(`${clinicId}/${phone}`))
      await this.consents.withdrawAllSmsWithin({ clinicId, phone, evidence: { source: 'provider' } }, work);
  }
}

/** A form stays with the message that takes it along, which stands before it. One part: it cannot be divided. */
const halvesOf = (settlements: readonly Settlement[]): readonly (readonly Settlement[])[] => {
  const middle = Math.ceil(settlements.length / 2);
  const isPair = settlements[middle - 1]?.row.carries?.id === settlements[middle]?.row.id;
  const at = isPair ? middle + 1 : middle;
  return [settlements.slice(0, at), settlements.slice(at)].filter((half) => half.length > 0);
};

/** Results of one claim. Events and consequences commit together with them. */
@Injectable()
export class SettleRows {
  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: SendLedger,
    private readonly afterFailure: AfterFailure,
    private readonly notices: StaffNotices,
    private readonly clock: Clock,
  ) {}

  /** Answers with the ids of rows that were no longer under the claim: a report or a sweep was quicker. */
  async execute(
    claimId: string,
    settlements: readonly Settlement[],
    failures: ReadonlyMap<string, Failure> = new Map(),
  ): Promise<readonly string[]> {
    if (settlements.length === 0) return [];
    try {
      return await this.atOnce(claimId, settlements, failures);
    } catch (error) {
      const halves = halvesOf(settlements);
      if (error instanceof StoreUnavailableError || halves.length < 2) throw error;
      return this.partByPart(claimId, halves, failures);
    }
  }

  /**
   * Reports of the provider write the same rows at the same moment: the fewer rows, the less is in the way. And whatever is wrong with one
   * row, a part that fails keeps no other from being told.
   */
  private async partByPart(
    claimId: string,
    parts: readonly (readonly Settlement[])[],
    failures: ReadonlyMap<string, Failure>,
  ): Promise<readonly string[]> {
    const late: string[] = [];
    const errors: unknown[] = [];
    for (const part of parts) {
      try {
        late.push(...(await this.execute(claimId, part, failures)));
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
    return late;
  }

  private atOnce(
    claimId: string,
    settlements: readonly Settlement[],
    failures: ReadonlyMap<string, Failure>,
  ): Promise<readonly string[]> {
    const at = this.clock.now();
    return this.transactions.run(async (work) => {
      const versions = await this.ledger.settle(settlements, { id: claimId, at }, work.within);
      for (const settlement of settlements) {
        const version = versions.get(settlement.row.id);
        if (version === undefined) continue;
        this.tell(settlement, { work, at, version });
      }
      const failed = settlements.flatMap(({ row }) => (versions.has(row.id) ? (failures.get(row.id) ?? []) : []));
      if (failed.length > 0) await this.afterFailure.within(failed, work);
      await this.warnStaff(
        settlements.filter(({ row }) => versions.has(row.id)),
        at,
        work,
      );
      const late = settlements.filter(({ row }) => !versions.has(row.id));
      for (const { attempt } of late) if (attempt !== undefined) await this.ledger.keepAttempt(attempt, work.within);
      return late.map(({ row }) => row.id);
    });
  }

  /** Once a day and clinic: a mistake that reaches hundreds must not do the same to the people who are to stop it. */
  private async warnStaff(settled: readonly Settlement[], at: Date, work: UseCaseWork): Promise<void> {
    const braked = settled.filter(({ to, reason }) => to === 'held' && reason === 'TOO_MANY');
    for (const clinicId of new Set(braked.map(({ row }) => row.clinicId)))
      await this.notices.raise({ id: hashId('brake', clinicId, dateOf(at, 'UTC')), clinicId, what: 'brake', at }, work);
  }

  private tell(
    { row, to, channel, reason }: Settlement,
    { work, at, version }: { readonly work: UseCaseWork; readonly at: Date; readonly version: number },
  ): void {
    if (channel === undefined) return;
    const data = telling(row, channel, at);
    if (to === 'sent') work.say(say(reminderSentV1, row.clinicId, data), version);
    if (to === 'failed')
      work.say(say(reminderFailedV1, row.clinicId, { ...data, reason: reason ?? 'PROVIDER_REFUSED' }), version);
  }
}
