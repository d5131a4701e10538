import { dateOf } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { Clinics } from '../../clinics/application/ports.js';
import { ActOnReply } from './act-on-reply.js';
import { ReplyInbox } from './ports.js';
import type { KeptReply } from './ports.js';

/** From a kept reply to a finished one; every part of it may be repeated. */
@Injectable()
export class FinishReply {
  constructor(
    private readonly clinics: Clinics,
    private readonly inbox: ReplyInbox,
    private readonly act: ActOnReply,
  ) {}

  /** `again`: it was kept before, and what follows from it may be half done. */
  async execute(reply: KeptReply, again: boolean): Promise<void> {
    const isOld = again && (await this.inbox.isOvertaken(reply));
    const outcome = isOld
      ? { waits: false }
      : await this.act.execute({ reply, again, localDay: await this.dayOf(reply) });
    await this.inbox.finish(reply, outcome);
  }

  /** The clinic's date when it came, for answers that are given once a day. */
  private async dayOf({ clinicId, receivedAt }: KeptReply): Promise<string> {
    const clinic = (await this.clinics.rulesOf([clinicId])).get(clinicId);
    return dateOf(receivedAt, clinic?.zone ?? 'UTC');
  }
}
