import { DueWork } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { clientName } from '../../../contacts/application/ports.js';
import { SmsSender } from '../../../delivery/application/ports.js';
import type { LookUpResult } from '../../../delivery/application/ports.js';
import { afterEmptyLook } from '../../domain/look-up.js';
import type { Channel, Reminder } from '../../domain/reminder.js';
import { ComposeMessage } from './compose.js';
import { decideSlot } from './decide-slot.js';
import { DoubtLedgers } from './doubt-ledgers.js';
import { attemptIdOf } from './ledger.js';
import { RecordDelivery } from './record-delivery.js';
import { SlotReader } from './slot-knowledge.js';
import type { SlotKnowledge } from './slot-knowledge.js';

const MINUTE_MS = 60_000;

/** Settles rows whose call may or may not have gone out. Nothing is ever sent again before the provider said no three times. */
@Injectable()
export class SettleDoubts extends DueWork {
  override readonly name = 'settle-doubts';

  constructor(
    private readonly ledgers: DoubtLedgers,
    private readonly reader: SlotReader,
    private readonly compose: ComposeMessage,
    private readonly sms: SmsSender,
    private readonly record: RecordDelivery,
  ) {
    super();
  }

  override async fire(now: Date): Promise<void> {
    for (const row of await this.ledgers.waiting.inDoubtUntil(now)) {
      const known = await this.reader.read([row], now);
      const channel = row.channel ?? likelyChannel(row, known, now);
      if (channel === 'email') await this.ledgers.closeEmail(row, known, now);
      else await this.askForSms(row, known, now);
    }
  }

  override nextAt(): Promise<Date | undefined> {
    return this.ledgers.waiting.nextLookAt();
  }

  private async askForSms(row: Reminder, known: SlotKnowledge, now: Date): Promise<void> {
    const answer = await this.lookUp(row, known);
    if (answer.found === true) {
      const { found: _found, ...told } = answer;
      const attemptId = attemptIdOf(row, row.claim?.id ?? 'unknown');
      await this.record.execute({ attemptId, ...told });
      return;
    }
    const next =
      answer.found === 'unanswered'
        ? { ...row, lookAt: new Date(now.getTime() + MINUTE_MS) }
        : afterEmptyLook(row, now);
    await this.ledgers.replace(row, next);
  }

  private async lookUp(row: Reminder, known: SlotKnowledge): Promise<LookUpResult> {
    const contact = known.contacts?.get(clientName(row));
    const rules = known.rules.get(row.clinicId);
    if (contact?.phone == null || rules === undefined || row.claim === undefined) return { found: 'unanswered' };
    const [attempt] = (await this.ledgers.ledger.attemptsOf(row)).filter(
      ({ id }) => id === attemptIdOf(row, row.claim?.id ?? ''),
    );
    const bodyHash = attempt?.bodyHash ?? this.bodyHashOf(row, known, contact.phone);
    return bodyHash === undefined
      ? { found: false }
      : this.sms.lookUp({ from: rules.smsSender, to: contact.phone, sentAfter: row.claim.at, bodyHash });
  }

  /** The text that the lost call would have carried: rendering is pure and links repeat. */
  private bodyHashOf(row: Reminder, known: SlotKnowledge, to: string): string | undefined {
    const contact = known.contacts?.get(clientName(row));
    const rules = known.rules.get(row.clinicId);
    if (contact === undefined || rules === undefined) return undefined;
    const survey = known.surveys?.get(`${row.clinicId}/${row.subject.surveyId ?? ''}`);
    const generation = survey === undefined ? {} : { generation: survey.generation };
    const composed = this.compose.execute({
      row,
      claimId: row.claim?.id ?? '',
      channel: 'sms',
      contact,
      rules,
      to,
      ...generation,
    });
    return 'bodyHash' in composed ? composed.bodyHash : undefined;
  }
}

/** The claim was lost before the decision was stored: what would be decided names the channel. */
const likelyChannel = (row: Reminder, known: SlotKnowledge, now: Date): Channel => {
  const [decided] = decideSlot([row], known, now);
  return decided !== undefined && (decided.decision.do === 'send' || decided.decision.do === 'rehearse')
    ? decided.decision.channel
    : 'sms';
};
