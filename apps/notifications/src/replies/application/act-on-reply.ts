import { Injectable } from '@nestjs/common';
import { Consents } from '../../consents/application/ports.js';
import { AnswerLedger } from '../../reminders/application/ports.js';
import type { OwedAnswer } from '../../reminders/application/ports.js';
import { OptOutHandling } from './ports.js';
import type { KeptReply, ReplyOutcome } from './ports.js';
import { VisitOfReply } from './visit-of-reply.js';
import type { VisitOfClient } from './visit-of-reply.js';

export interface ReplyToAct {
  readonly reply: KeptReply;
  /** The reply was kept before and what follows from it may be half done. */
  readonly again: boolean;
  /** The clinic's date, for answers that are given once a day. */
  readonly localDay: string;
}

type Answer = Pick<OwedAnswer, 'kind' | 'occurrence' | 'bookingId' | 'sequence' | 'startsAt' | 'visitZone'> & {
  /** Whose answer it is; the first of the number's people unless given. */
  readonly clientRef?: string;
};

const MINUTE_MS = 60_000;
/** The one confirmation of a STOP comes within five minutes or not at all (domain.md 2.6). */
const CONFIRM_WITHIN_MS = 5 * MINUTE_MS;
/** Counted from the reply: an answer that comes after a long outage would surprise. */
const ANSWER_WITHIN_MS = 60 * MINUTE_MS;

const UNDERSTOOD: ReplyOutcome = { waits: false };
const FOR_STAFF: ReplyOutcome = { waits: true };

const about = (visit: VisitOfClient | undefined): Omit<Answer, 'kind' | 'occurrence'> => {
  if (visit === undefined) return {};
  const { bookingId, sequence, startsAt, zone, clientRef } = visit;
  return { bookingId, sequence, startsAt, visitZone: zone, clientRef };
};

/** STOP and START take effect here, before anything is answered; the next claim reads it. */
@Injectable()
export class ActOnReply {
  constructor(
    private readonly consents: Consents,
    private readonly answers: AnswerLedger,
    private readonly optOut: OptOutHandling,
    private readonly visits: VisitOfReply,
  ) {}

  async execute(act: ReplyToAct): Promise<ReplyOutcome> {
    const { messageId, intent } = act.reply;
    switch (intent) {
      case 'stop':
      case 'cancel':
        return this.stop(act);
      case 'start':
        return this.start(act);
      case 'help':
        await this.answerUnlessStopped(act, { kind: 'help', occurrence: messageId });
        return UNDERSTOOD;
      case 'unclear':
        return this.unclear(act);
      case 'yes':
      case 'no':
      case 'later':
        return this.aboutVisit(act, intent);
    }
  }

  /** A bare "cancel" may have meant the visit: it is a STOP, and its one confirmation says that the visit stays, where there is one. */
  private async stop(act: ReplyToAct): Promise<ReplyOutcome> {
    const { clinicId, phone, messageId, intent, receivedAt } = act.reply;
    const stopped = await this.consents.withdrawAllSms({
      clinicId,
      phone,
      saidAt: receivedAt,
      evidence: { source: 'sms-stop', reference: messageId },
    });
    if (!stopped && !act.again) return UNDERSTOOD;
    const visit = intent === 'cancel' ? about(await this.visits.next(act.reply)) : {};
    await this.answer(act, { kind: 'stop-confirmation', occurrence: messageId, ...visit });
    return UNDERSTOOD;
  }

  private async start(act: ReplyToAct): Promise<ReplyOutcome> {
    const { clinicId, phone, messageId, receivedAt } = act.reply;
    const opened = await this.consents.grantAgain({
      clinicId,
      phone,
      saidAt: receivedAt,
      evidence: { source: 'sms-start', reference: messageId },
    });
    if (!opened && act.reply.saysYes === true) return this.aboutVisit(act, 'yes');
    if (opened || act.again) await this.answer(act, { kind: 'start-confirmation', occurrence: messageId });
    return UNDERSTOOD;
  }

  /** Once a day and client, so two machines cannot talk to each other. */
  private async unclear(act: ReplyToAct): Promise<ReplyOutcome> {
    const visit = about(await this.visits.next(act.reply));
    await this.answerUnlessStopped(act, { kind: 'unclear', occurrence: `unclear:${act.localDay}`, ...visit });
    return FOR_STAFF;
  }

  /**
   * An answer to a note about a visit; once per visit and time. Without such a note nobody asked, so staff read it:
   * a YES gets no answer then, a NO or LATER the one of what is not understood.
   */
  private async aboutVisit(act: ReplyToAct, intent: 'yes' | 'no' | 'later'): Promise<ReplyOutcome> {
    const visit = await this.visits.answered(act.reply);
    if (visit === undefined) return intent === 'yes' ? FOR_STAFF : this.unclear(act);
    await this.visits.acknowledge(act.reply, visit, intent);
    const kind = intent === 'yes' ? 'yes' : 'visit-stays';
    const occurrence = `${kind}:${visit.bookingId}:${visit.sequence}`;
    await this.answerUnlessStopped(act, { kind, occurrence, ...about(visit) });
    // Somebody will want to call a person who does not come.
    return { waits: intent === 'no', bookingId: visit.bookingId };
  }

  private async answerUnlessStopped(act: ReplyToAct, answer: Answer): Promise<void> {
    const { clinicId, clientRefs } = act.reply;
    const clientRef = answer.clientRef ?? clientRefs[0];
    if (clientRef === undefined) return;
    const { stoppedAt } = await this.consents.of({ clinicId, clientRef });
    if (stoppedAt === undefined) await this.answer(act, answer);
  }

  /**
   * One answer to the number; a shared phone gets no second one. A number that nobody is known by gets none:
   * its STOP holds, but there are no choices to link to and nobody who ever agreed to a text.
   */
  private async answer({ reply }: ReplyToAct, answer: Answer): Promise<void> {
    const clientRef = answer.clientRef ?? reply.clientRefs[0];
    if (clientRef === undefined) return;
    if (this.optOut.by === 'twilio' && reply.answeredByProvider) return;
    const usefulMs = answer.kind === 'stop-confirmation' ? CONFIRM_WITHIN_MS : ANSWER_WITHIN_MS;
    const notAfter = new Date(reply.receivedAt.getTime() + usefulMs);
    await this.answers.owe({ clinicId: reply.clinicId, channel: 'sms', notAfter, ...answer, clientRef });
  }
}
