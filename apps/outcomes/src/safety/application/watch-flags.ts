import { flagOverdueV1 } from '@aftercare/contracts';
import { DueWork, type ClinicKey } from '@aftercare/kernel';
import { say, Transactions } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import type { Flag } from '../domain/flag.js';
import { isOverdue, looked } from '../domain/flag-watch.js';
import { aroundTheClock } from '../domain/patience.js';
import { FlagStore, WorkingTimes, type DueLook, type WorkingTime } from './ports.js';

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

  /** All that is overdue is said, however many flags before it wait for hours that nobody answers for. */
  override async fire(now: Date): Promise<void> {
    const hours = new Hours(this.times);
    let last: DueLook | undefined;
    do {
      const due = await this.flags.toLookAt(now, BATCH, last);
      await this.look(due, now, hours);
      last = due.length < BATCH ? undefined : due.at(-1);
    } while (last !== undefined);
    hours.throwIfAway();
  }

  override nextAt(): Promise<Date | undefined> {
    return this.flags.nextLook();
  }

  override get changes(): number {
    return this.flags.saves;
  }

  /** What is overdue is said first: nobody has to answer for that. */
  private async look(due: readonly DueLook[], now: Date, hours: Hours): Promise<void> {
    const unreckoned: ClinicKey[] = [];
    for (const key of due) if (!(await this.lookAt(key, now, undefined))) unreckoned.push(key);
    const times = await hours.of(unreckoned);
    if (times === undefined) return;
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
      await this.flags.save(flag, version, work.writes);
      if (isOverdue(flag) && flag.level !== 'R') {
        const { id: flagId, clientRef, level } = flag;
        work.say(say(flagOverdueV1, flag.clinicId, { flagId, clientRef, level, at: now.toISOString() }), version + 1);
      }
      return true;
    });
  }
}

/** Working hours as far as they can be had in one look: whoever does not answer is not asked again before the next. */
class Hours {
  private away: { readonly error: unknown } | undefined;

  constructor(private readonly times: WorkingTimes) {}

  async of(keys: readonly ClinicKey[]): Promise<ReadonlyMap<string, WorkingTime> | undefined> {
    if (this.away !== undefined) return undefined;
    if (keys.length === 0) return new Map();
    try {
      return await this.times.of([...new Set(keys.map(({ clinicId }) => clinicId))]);
    } catch (error) {
      this.away = { error };
      return undefined;
    }
  }

  throwIfAway(): void {
    if (this.away !== undefined) throw this.away.error;
  }
}

const unknownTime = ({ zone }: Flag): WorkingTime => aroundTheClock(zone ?? 'UTC');
