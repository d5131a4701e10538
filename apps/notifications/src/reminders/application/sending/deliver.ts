import { Clock } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import type { ClinicRules } from '../../../clinics/application/ports.js';
import { clientName } from '../../../contacts/application/ports.js';
import type { Contact } from '../../../contacts/application/ports.js';
import { EmailSender, SmsSender } from '../../../delivery/application/ports.js';
import type { SendOutcome } from '../../../delivery/application/ports.js';
import { heardBy } from '../../domain/after-failure.js';
import type { SendDecision } from '../../domain/decide-send.js';
import { carriedNow } from '../../domain/merge.js';
import type { Channel, Claim, Reminder } from '../../domain/reminder.js';
import { allowedTimes } from '../planning/planning-context.js';
import { duringOutage } from '../../domain/waiting.js';
import { isReachableOn } from './decide-slot.js';
import { ComposeMessage } from './compose.js';
import type { Composed } from './compose.js';
import { attemptIdOf, waiting } from './ledger.js';
import type { Attempt, Settlement } from './ledger.js';
import type { Failure } from './settle.js';
import type { SlotKnowledge } from './slot-knowledge.js';

type Sending = SendDecision & { readonly do: 'send' };

export interface Delivered {
  readonly settlement: Settlement;
  readonly failure?: Failure;
  /** The provider could not take this message, which says nothing of how it goes with others. */
  readonly isItsOwnTrouble?: true;
  /** Of the form that goes in the same message. */
  readonly form?: Settlement;
}

/** First look-up at the provider after an SMS in doubt; emails cannot be asked for and close after this. */
const SMS_LOOK_MS = 60_000;
const EMAIL_CLOSE_MS = 30 * 60_000;

/** Brings one decided row to its provider and says what came of it. Does not throw. */
@Injectable()
export class DeliverRow {
  constructor(
    private readonly compose: ComposeMessage,
    private readonly sms: SmsSender,
    private readonly emails: EmailSender,
    private readonly clock: Clock,
  ) {}

  async execute(
    row: Reminder,
    decision: Sending,
    context: { readonly claim: Claim; readonly known: SlotKnowledge },
  ): Promise<Delivered> {
    const contact = context.known.contacts?.get(clientName(row));
    const rules = context.known.rules.get(row.clinicId);
    const { channel } = decision;
    const to =
      contact === undefined || rules === undefined ? undefined : addressOf(decision, contact, rules.staffContacts);
    if (contact === undefined || rules === undefined || to === undefined)
      return { settlement: { row, to: 'rehearsed', channel, reason: 'REHEARSAL' } };
    const generation = decision.generation === undefined ? {} : { generation: decision.generation };
    const composed = this.compose.execute({
      row,
      claimId: context.claim.id,
      channel,
      contact,
      rules,
      to,
      ...generation,
    });
    if ('refused' in composed) return { settlement: this.refused(row, composed.refused.join(', ')) };
    return this.called(row, decision, {
      composed,
      contact,
      rules,
      to,
      claimId: context.claim.id,
      known: context.known,
    });
  }

  private async called(
    row: Reminder,
    decision: Sending,
    given: {
      readonly composed: Exclude<Composed, { readonly refused: readonly string[] }>;
      readonly contact: Contact;
      readonly rules: ClinicRules;
      readonly to: string;
      readonly claimId: string;
      readonly known: SlotKnowledge;
    },
  ): Promise<Delivered> {
    const { composed, contact, rules, known, to } = given;
    const { channel } = decision;
    const outcome = asAbout(decision, await this.call(composed));
    const attempt = this.attemptOf(row, decision, { claimId: given.claimId, composed, outcome });
    if (outcome.outcome === 'retry-later') {
      const until = this.later(Math.max(1, outcome.afterSeconds) * 1000);
      const kept = this.keepBack(row, channel, { known, until, attempt });
      return outcome.concerns === 'message' ? { ...kept, isItsOwnTrouble: true } : kept;
    }
    const settlement = this.settlementOf({ row, channel, outcome, attempt, ...noteOf(composed) });
    if (outcome.outcome !== 'refused') return { settlement };
    const allowed = allowedTimes(contact, rules);
    return { settlement, failure: { row, channel, reason: outcome.reason, at: this.clock.now(), allowed, to } };
  }

  /** The provider took nothing, or is left alone: the row waits, or goes another way. */
  keepBack(
    row: Reminder,
    channel: Channel,
    context: { readonly known: SlotKnowledge; readonly until: Date; readonly attempt?: Attempt },
  ): Delivered {
    const { known, until, attempt } = context;
    const now = this.clock.now();
    const hasOtherWay = isReachableOn(row, channel === 'sms' ? 'email' : 'sms', known);
    const next = duringOutage(row, { now, until, hasOtherWay });
    const head = { row, ...(attempt === undefined ? {} : { attempt }) };
    if (next !== 'other-way') return { settlement: { ...waiting(row, 'PROVIDER_DOWN', next.until), ...head } };
    const contact = known.contacts?.get(clientName(row));
    const allowed = allowedTimes(contact, known.rules.get(row.clinicId));
    const failure = { row: { ...row, channel }, channel, reason: 'PROVIDER_DOWN', at: now, allowed };
    return { settlement: { ...head, to: 'failed', channel, reason: 'PROVIDER_DOWN' }, failure };
  }

  /** The words for both may be too many: then the visit's go alone. */
  private refused(row: Reminder, note: string): Settlement {
    if (carriedNow(row) === undefined) return { row, to: 'skipped', reason: 'TEXT_REFUSED', note };
    return { row, to: 'planned', dueAt: this.clock.now(), reason: 'TEXT_REFUSED', note, alone: true };
  }

  private call(composed: Exclude<Composed, { readonly refused: readonly string[] }>): Promise<SendOutcome> {
    return 'sms' in composed ? this.sms.send(composed.sms) : this.emails.send(composed.email);
  }

  private attemptOf(
    row: Reminder,
    { channel, to }: Sending,
    call: {
      readonly claimId: string;
      readonly composed: Exclude<Composed, { readonly refused: readonly string[] }>;
      readonly outcome: SendOutcome;
    },
  ): Attempt {
    const { outcome, composed } = call;
    return {
      id: attemptIdOf(row, call.claimId),
      clinicId: row.clinicId,
      reminderId: row.id,
      channel,
      at: this.clock.now(),
      outcome: outcome.outcome,
      bodyHash: composed.bodyHash,
      templateVersion: composed.templateVersion,
      ...(outcome.outcome === 'accepted' ? { providerId: outcome.providerId } : {}),
      ...(outcome.outcome === 'refused' ? { code: outcome.code } : {}),
      ...(to === 'staff' ? { to } : {}),
    };
  }

  private settlementOf(call: {
    readonly row: Reminder;
    readonly channel: Channel;
    readonly outcome: Exclude<SendOutcome, { readonly outcome: 'retry-later' }>;
    readonly attempt: Attempt;
    readonly note?: string;
  }): Settlement {
    const { outcome, ...head } = call;
    switch (outcome.outcome) {
      case 'accepted': {
        const known = heardBy(head.row, head.channel, this.clock.now());
        return { ...head, to: 'sent', ...(known === undefined ? {} : { heardBy: known }) };
      }
      case 'refused':
        return { ...head, to: 'failed', reason: outcome.reason };
      case 'in-doubt':
        return {
          ...head,
          to: 'unknown',
          reason: 'LOOKING_UP',
          lookAt: this.later(head.channel === 'sms' ? SMS_LOOK_MS : EMAIL_CLOSE_MS),
        };
    }
  }

  /** Whole seconds: what a provider that is down sends back is written by few updates. */
  private later(ms: number): Date {
    return new Date(Math.ceil((this.clock.now().getTime() + ms) / 1000) * 1000);
  }
}

const noteOf = ({ note }: { readonly note?: string }): Pick<Settlement, 'note'> => (note === undefined ? {} : { note });

/** What a provider says of staff's own address is no fault of the client's, and no wish of theirs. */
const asAbout = ({ to }: Sending, outcome: SendOutcome): SendOutcome =>
  to === 'staff' && outcome.outcome === 'refused' ? { ...outcome, reason: 'PROVIDER_REFUSED' } : outcome;

const addressOf = (
  decision: Sending,
  contact: Contact,
  staff: { readonly phones: readonly string[]; readonly emails: readonly string[] },
): string | undefined => {
  if (decision.to === 'staff') return decision.channel === 'sms' ? staff.phones[0] : staff.emails[0];
  return (decision.channel === 'sms' ? contact.phone : contact.email) ?? undefined;
};
