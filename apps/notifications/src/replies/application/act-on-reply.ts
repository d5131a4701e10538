import { Clock } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { Consents } from '../../consents/application/ports.js';
import { AnswerLedger, Explanations } from '../../reminders/application/ports.js';
import type { OwedAnswer } from '../../reminders/application/ports.js';
import { OptOutHandling } from './ports.js';
import type { KeptReply } from './ports.js';

export interface ReplyToAct {
  readonly reply: KeptReply;
  /** The reply was kept before and what follows from it may be half done. */
  readonly again: boolean;
  /** The clinic's date, for answers that are given once a day. */
  readonly localDay: string;
}

type Answer = Pick<OwedAnswer, 'kind' | 'occurrence' | 'bookingId' | 'sequence' | 'startsAt'>;

const MINUTE_MS = 60_000;
/** The one confirmation of a STOP comes within five minutes or not at all (domain.md 2.6). */
const CONFIRM_WITHIN_MS = 5 * MINUTE_MS;
/** Counted from the reply: an answer that comes after a long outage would surprise. */
const ANSWER_WITHIN_MS = 60 * MINUTE_MS;

/** STOP and START take effect here, before anything is answered; the next claim reads it. */
@Injectable()
export class ActOnReply {
  constructor(
    private readonly consents: Consents,
    private readonly answers: AnswerLedger,
    private readonly optOut: OptOutHandling,
    private readonly explanations: Explanations,
    private readonly clock: Clock,
  ) {}

  async execute(act: ReplyToAct): Promise<void> {
    const { messageId, intent } = act.reply;
    switch (intent) {
      case 'stop':
      case 'cancel':
        return this.stop(act);
      case 'start':
        return this.start(act);
      case 'help':
        return this.answerUnlessStopped(act, { kind: 'help', occurrence: messageId });
      case 'unclear':
        // Once a day and client, so two machines cannot talk to each other.
        return this.answerUnlessStopped(act, {
          kind: 'unclear',
          occurrence: `unclear:${act.localDay}`,
          ...(await this.nextVisit(act)),
        });
      case 'yes':
        // Nothing asks for a YES yet; staff read it.
        return;
    }
  }

  /** A bare "cancel" may have meant the visit: it is a STOP, and its one confirmation says that the visit stays, where there is one. */
  private async stop(act: ReplyToAct): Promise<void> {
    const { clinicId, phone, messageId, intent } = act.reply;
    const stopped = await this.consents.withdrawAllSms({
      clinicId,
      phone,
      evidence: { source: 'sms-stop', reference: messageId },
    });
    if (!stopped && !act.again) return;
    const visit = intent === 'cancel' ? await this.nextVisit(act) : {};
    await this.answer(act, { kind: 'stop-confirmation', occurrence: messageId, ...visit });
  }

  private async start(act: ReplyToAct): Promise<void> {
    const { clinicId, phone, messageId } = act.reply;
    const opened = await this.consents.grantAgain({
      clinicId,
      phone,
      evidence: { source: 'sms-start', reference: messageId },
    });
    if (opened || act.again) await this.answer(act, { kind: 'start-confirmation', occurrence: messageId });
  }

  private async answerUnlessStopped(act: ReplyToAct, answer: Answer): Promise<void> {
    const { clinicId, clientRefs } = act.reply;
    const [clientRef] = clientRefs;
    if (clientRef === undefined) return;
    const { stoppedAt } = await this.consents.of({ clinicId, clientRef });
    if (stoppedAt === undefined) await this.answer(act, answer);
  }

  /** The visit that the answer's link leads to; without one the link leads to the choices. */
  private async nextVisit({ reply }: ReplyToAct): Promise<Pick<Answer, 'bookingId' | 'sequence' | 'startsAt'>> {
    const [clientRef] = reply.clientRefs;
    if (clientRef === undefined) return {};
    const visit = await this.explanations.nextVisitOf({ clinicId: reply.clinicId, clientRef }, this.clock.now());
    return visit === undefined
      ? {}
      : { bookingId: visit.bookingId, sequence: visit.sequence, startsAt: visit.startsAt };
  }

  /**
   * One answer to the number; a shared phone gets no second one. A number that nobody is known by gets none:
   * its STOP holds, but there are no choices to link to and nobody who ever agreed to a text.
   */
  private async answer({ reply }: ReplyToAct, answer: Answer): Promise<void> {
    const [clientRef] = reply.clientRefs;
    if (clientRef === undefined) return;
    if (this.optOut.by === 'twilio' && reply.answeredByProvider) return;
    const usefulMs = answer.kind === 'stop-confirmation' ? CONFIRM_WITHIN_MS : ANSWER_WITHIN_MS;
    const notAfter = new Date(reply.receivedAt.getTime() + usefulMs);
    await this.answers.owe({ clinicId: reply.clinicId, clientRef, channel: 'sms', notAfter, ...answer });
  }
}
