import { DueWork } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { forgottenBefore } from '../domain/client-session.js';
import { ClientSessions } from './ports.js';

/** Deletes what ended a day ago by product time. Nothing waits for it: ended sessions are refused before they are deleted. */
@Injectable()
export class SweepClientSessions extends DueWork {
  override readonly name = 'sweep-client-sessions';
  override readonly pollMs = 60_000;

  constructor(private readonly sessions: ClientSessions) {
    super();
  }

  override fire(now: Date): Promise<void> {
    return this.sessions.removeEnded(forgottenBefore(now));
  }

  override async nextAt(): Promise<undefined> {
    return undefined;
  }
}
