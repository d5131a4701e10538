import { DueWork } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { FinishReply } from './finish-reply.js';
import { ReplyInbox } from './ports.js';

const BATCH = 100;

/** A reply that was kept by a process that then died is finished by another: a STOP is never lost. */
@Injectable()
export class FinishAbandonedReplies extends DueWork {
  override readonly name = 'finish-abandoned-replies';

  constructor(
    private readonly inbox: ReplyInbox,
    private readonly finish: FinishReply,
  ) {
    super();
  }

  /** One after another, the oldest first, so that START after STOP stays in that order; one that fails holds up no other. */
  override async fire(): Promise<void> {
    const failures: unknown[] = [];
    for (const reply of await this.inbox.takeAbandoned(BATCH)) {
      await this.finish.execute(reply, true).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'replies could not be finished');
  }

  override nextAt(): Promise<Date | undefined> {
    return this.inbox.oldestUnfinishedAt();
  }
}
