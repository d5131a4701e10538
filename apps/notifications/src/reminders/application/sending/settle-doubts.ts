import { DueWork } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { clientName } from '../../../contacts/application/ports.js';
import type { Contact } from '../../../contacts/application/ports.js';
import { SmsSender } from '../../../delivery/application/ports.js';
import type { LookUpResult } from '../../../delivery/application/ports.js';
import { afterEmptyLook, looked } from '../../domain/look-up.js';
import { afterCarrier, carriedNow, isCarriedNow } from '../../domain/merge.js';
import type { Reminder } from '../../domain/reminder.js';
import { ComposeMessage } from './compose.js';
import { DoubtLedgers } from './doubt-ledgers.js';
import { attemptIdOf } from './ledger.js';
import { likelyChannel } from './likely-channel.js';
import { oneByOne } from './one-by-one.js';
import { RecordDelivery } from './record-delivery.js';
import { SlotReader } from './slot-knowledge.js';
import type { SlotKnowledge } from './slot-knowledge.js';

const MINUTE_MS = 60_000;

interface KnownNow {
  readonly known: SlotKnowledge;
  readonly now: Date;
}

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
    await oneByOne(await this.ledgers.waiting.inDoubtUntil(now), (row) => this.settle(row, now));
  }

  private async settle(row: Reminder, now: Date): Promise<void> {
    if (isCarriedNow(row)) return this.askCarrier(row, now);
    const known = await this.reader.readInDoubt(row, now);
    const went = row.channel ?? carriedNow(row)?.channel ?? likelyChannel(row, known);
    if (went === 'email' || hasNoNumber(row, known))
      await this.ledgers.closeUnasked(row, went === 'email' ? 'email' : 'sms', { known, now });
    else await this.askForSms(row, went, { known, now });
  }

  override nextAt(): Promise<Date | undefined> {
    return this.ledgers.waiting.nextLookAt();
  }

  /** Its message is another row's: what became of that one is true of it as well. */
  private async askCarrier(row: Reminder, now: Date): Promise<void> {
    const carrier = await this.ledgers.ledger.find({ clinicId: row.clinicId, id: row.carriedBy?.id ?? '' });
    await this.ledgers.replace(row, afterCarrier(row, carrier, now));
  }

  private async askForSms(row: Reminder, went: 'sms' | 'either', at: KnownNow): Promise<void> {
    const answer = await this.lookUp(row, at.known);
    if (answer.found === true) {
      const { found: _found, ...told } = answer;
      const attemptId = attemptIdOf(row, row.claim?.id ?? 'unknown');
      await this.record.execute({ attemptId, channel: 'sms', ...told });
      return;
    }
    const next =
      answer.found === 'unanswered'
        ? { ...row, lookAt: new Date(at.now.getTime() + MINUTE_MS) }
        : afterEmptyLook(row, at.now);
    // No text went out, so if anything did it was an email.
    if (went === 'either' && next.state !== 'unknown')
      await this.ledgers.closeUnasked(looked(row, at.now), 'email', at);
    else await this.ledgers.replace(row, next);
  }

  /** Asks about the client's number, and about the one that staff gave for send mode `staff`. */
  private async lookUp(row: Reminder, known: SlotKnowledge): Promise<LookUpResult & { readonly to?: string }> {
    const contact = known.contacts?.get(clientName(row));
    const rules = known.rules.get(row.clinicId);
    const { claim } = row;
    if (contact?.phone == null || rules === undefined || claim === undefined) return { found: 'unanswered' };
    const sent = await this.sentBody(row, claim.id);
    const bodies = sent === undefined ? this.bodyHashesOf(row, known, contact.phone) : [sent];
    for (const question of questions(bodies, [contact.phone, ...rules.staffContacts.phones.slice(0, 1)])) {
      const answer = await this.sms.lookUp({ from: rules.smsSender, sentAfter: claim.at, ...question });
      if (answer.found !== false) return { ...answer, to: question.to };
    }
    return { found: false };
  }

  /** Of the attempt, where its record came to be. */
  private async sentBody(row: Reminder, claimId: string): Promise<string | undefined> {
    const attempts = await this.ledgers.ledger.attemptsOf(row);
    return attempts.find(({ id }) => id === attemptIdOf(row, claimId))?.bodyHash;
  }

  /**
   * What the lost call may have said: rendering is pure and links repeat, but who moved house since is told days and hours of another
   * zone by now. The row keeps the one that it was planned in.
   */
  private bodyHashesOf(row: Reminder, known: SlotKnowledge, to: string): readonly string[] {
    const contact = known.contacts?.get(clientName(row));
    if (contact === undefined) return [];
    const hashes = [contact, { ...contact, zone: row.zone }].map((one) =>
      this.bodyHashOf(row, known, { contact: one, to }),
    );
    return [...new Set(hashes.filter((hash) => hash !== undefined))];
  }

  private bodyHashOf(
    row: Reminder,
    known: SlotKnowledge,
    { contact, to }: { readonly contact: Contact; readonly to: string },
  ): string | undefined {
    const rules = known.rules.get(row.clinicId);
    if (rules === undefined) return undefined;
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

/** The client's number was taken from the record since: the provider can be asked about a number only. */
const hasNoNumber = (row: Reminder, { contacts }: SlotKnowledge): boolean =>
  contacts !== undefined && contacts.get(clientName(row))?.phone == null;

/** Each text at each number. */
const questions = (bodies: readonly string[], numbers: readonly string[]) =>
  numbers.flatMap((to) => bodies.map((bodyHash) => ({ to, bodyHash })));
