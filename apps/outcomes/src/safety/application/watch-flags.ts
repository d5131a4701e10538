import { flagOverdueV1 } from '@aftercare/contracts';
import { DueWork, type ClinicKey } from '@aftercare/kernel';
import { say, Transactions } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import type { Flag } from '../domain/flag.js';
import { isOverdue, looked } from '../domain/flag-watch.js';
import { aroundTheClock } from '../domain/patience.js';
import { FlagStore, WorkingTimes, type WorkingTime } from './ports.js';

const BATCH = 100;

/** Reckons until when somebody has to look at a new flag, and says once that nobody has. */
@Injectable()
export class WatchFlags extends DueWork {
  override readonly name = 'watch-flags';
  override readonly pollMs = 5000;

  constructor(
    private readonly transactions: Transactions,
    private readonly flags: FlagStore,
    private readonly times: WorkingTimes,
  ) {
    super();
  }

  override async fire(now: Date): Promise<void> {
    for (;;) {
      const due = await this.flags.toLookAt(now, BATCH);
      if (due.length === 0) return;
      await this.look(due, now);
      if (due.length < BATCH) return;
    }
  }

  override nextAt(): Promise<Date | undefined> {
    return this.flags.nextLook();
  }

  override get changes(): number {
    return this.flags.saves;
  }

  /** What is overdue is said first: nobody has to answer for that. */
  private async look(due: readonly ClinicKey[], now: Date): Promise<void> {
    const unreckoned: ClinicKey[] = [];
    for (const key of due) if (!(await this.lookAt(key, now, undefined))) unreckoned.push(key);
    if (unreckoned.length === 0) return;
    const times = await this.times.of([...new Set(unreckoned.map(({ clinicId }) => clinicId))]);
    for (const key of unreckoned) await this.lookAt(key, now, (flag) => times.get(key.clinicId) ?? unknownTime(flag));
  }

  /** False: its working hours are needed. */
  private lookAt(key: ClinicKey, now: Date, timeOf: ((flag: Flag) => WorkingTime) | undefined): Promise<boolean> {
    return this.transactions.run(async (work) => {
      const loaded = await this.flags.load(key, work.within);
      if (loaded === undefined) return true;
      const { state, version } = loaded;
      if (timeOf === undefined && state.patience.kind === 'unreckoned') return false;
      const flag = looked(state, now, timeOf?.(state));
      if (flag === state) return true;
      this.flags.save(flag, version, work.writes);
      if (isOverdue(flag) && flag.level !== 'R') {
        const { id: flagId, clientRef, level } = flag;
        work.say(say(flagOverdueV1, flag.clinicId, { flagId, clientRef, level, at: now.toISOString() }), version + 1);
      }
      return true;
    });
  }
}

const unknownTime = ({ zone }: Flag): WorkingTime => aroundTheClock(zone ?? 'UTC');
