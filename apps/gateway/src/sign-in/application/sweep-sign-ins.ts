import { DueWork } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { Sessions, SignInLinks, SignInSettings, TryCounter } from './ports.js';

/** Deletes what has expired by product time. Nothing waits for it: expired links and sessions are refused before they are deleted. */
@Injectable()
export class SweepSignIns extends DueWork {
  override readonly name = 'sweep-sign-ins';
  override readonly pollMs = 60_000;

  constructor(
    private readonly links: SignInLinks,
    private readonly sessions: Sessions,
    private readonly tries: TryCounter,
    private readonly settings: SignInSettings,
  ) {
    super();
  }

  override async fire(now: Date): Promise<void> {
    await this.links.removeExpired(now);
    await this.sessions.removeUnseenSince(new Date(now.getTime() - this.settings.rules.idleMs));
    await this.tries.removeEnded(now);
  }

  override async nextAt(): Promise<undefined> {
    return undefined;
  }
}
