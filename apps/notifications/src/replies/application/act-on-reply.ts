import { Injectable } from '@nestjs/common';
import { Consents } from '../../consents/application/ports.js';
import { AnswerLedger } from '../../reminders/application/ports.js';
import type { OwedAnswer } from '../../reminders/application/ports.js';
import { OptOutHandling } from './ports.js';
import type { InboundReply } from './ports.js';

export interface ReplyToAct {
  readonly reply: InboundReply;
  /** The reply was kept before and what follows from it may be half done. */
  readonly again: boolean;
  /** The provider knows the word and answers it where it was asked to. */
  readonly answeredByProvider: boolean;
  /** The clinic's date, for answers that are given once a day. */
  readonly localDay: string;
}

/** STOP and START take effect here, before anything is answered; the next claim reads it. */
@Injectable()
export class ActOnReply {
  constructor(
    private readonly consents: Consents,
    private readonly answers: AnswerLedger,
    private readonly optOut: OptOutHandling,
  ) {}

  async execute(act: ReplyToAct): Promise<void> {
    switch (act.reply.intent) {
      case 'stop':
        return this.stop(act, 'stop-confirmation');
      case 'cancel':
        return this.stop(act, 'cancel-help');
      case 'start':
        return this.start(act);
      case 'help':
        return this.answerUnlessStopped(act, { kind: 'help', occurrence: act.reply.messageId });
      case 'unclear':
        // Once a day and client, so two machines cannot talk to each other.
        return this.answerUnlessStopped(act, { kind: 'unclear', occurrence: `unclear:${act.localDay}` });
      case 'yes':
        // Nothing asks for a YES yet; staff read it.
        return;
    }
  }

  private async stop(act: ReplyToAct, kind: 'stop-confirmation' | 'cancel-help'): Promise<void> {
    const { clinicId, phone, messageId } = act.reply;
    const stopped = await this.consents.withdrawAllSms({
      clinicId,
      phone,
      evidence: { source: 'sms-stop', reference: messageId },
    });
    if (stopped || act.again) await this.answer(act, { kind, occurrence: messageId });
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

  private async answerUnlessStopped(act: ReplyToAct, answer: Pick<OwedAnswer, 'kind' | 'occurrence'>): Promise<void> {
    const { clinicId, clientRefs } = act.reply;
    const [clientRef] = clientRefs;
    if (clientRef === undefined) return;
    const { stoppedAt } = await this.consents.of({ clinicId, clientRef });
    if (stoppedAt === undefined) await this.answer(act, answer);
  }

  /** One answer to the number, in the name of whoever was written to last; a shared phone gets no second one. */
  private async answer(
    { reply, answeredByProvider }: ReplyToAct,
    answer: Pick<OwedAnswer, 'kind' | 'occurrence'>,
  ): Promise<void> {
    const [clientRef] = reply.clientRefs;
    if (clientRef === undefined) return;
    if (this.optOut.by === 'twilio' && answeredByProvider) return;
    await this.answers.owe({ clinicId: reply.clinicId, clientRef, channel: 'sms', ...answer });
  }
}
