import { Activity, Clock, DueWork, MachineTime, newId } from '@aftercare/kernel';
import { Transactions } from '@aftercare/messaging';
import type { Transaction, UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { WaitingPlans } from '../../reminders/application/waiting-plans.js';
import type { ClinicPlaces, PlanPlace, RuleChange, StoredPlan } from '../../reminders/application/waiting-plans.js';
import { withDifference } from '../domain/difference.js';
import { BatchAhead } from './batch-ahead.js';
import { ClinicRulesDesk } from './clinic-rules-desk.js';
import { changedRows, differenceOf } from './differences.js';
import type { ChangedRow } from './differences.js';
import { RuleBook } from './rule-book.js';
import type { ReplanCounts, Replanning } from './rule-book.js';
import { finished } from './settings-change.js';

/** Machine times. A holder that died is followed after this long; every batch prolongs. */
const LEASE_MS = 15_000;
/** Planners may have read the rules five seconds before they commit; afterwards everything is gone through once more. */
export const LATE_AFTER_MS = 10_000;

/** What a batch needs beside the store; one transaction's worth at a time. */
@Injectable()
export class ReplanTimes {
  /** Plans of one transaction; two or three rows each. */
  readonly batch: number = 200;

  constructor(
    readonly clock: Clock,
    readonly machine: MachineTime,
    readonly activity: Activity,
  ) {}
}

interface ChangedPlan {
  readonly plan: StoredPlan;
  readonly changed: readonly ChangedRow[];
}

/** The plans of a batch that the change concerns; absent `next`: they were the last. */
interface Batch {
  readonly plans: readonly ChangedPlan[];
  readonly next?: PlanPlace;
}

/** One sitting of a job. */
interface Sitting {
  readonly present: ClinicPlaces;
  readonly ahead: BatchAhead<Batch>;
}

/**
 * Carries a new version of the rules, or new settings of the clinic, to the rows that wait, batch by batch. A batch and how far it came are one transaction,
 * so a process that dies in between leaves nothing half done and nothing is counted twice; the next holder goes on from there.
 */
@Injectable()
export class ReplanClinic extends DueWork {
  override readonly name = 'replan-by-rules';
  private readonly owner = newId();
  /** So many writes of the book had been when nothing was unfinished. */
  private doneAfter: number | undefined;

  constructor(
    private readonly book: RuleBook,
    private readonly plans: WaitingPlans,
    private readonly desk: ClinicRulesDesk,
    private readonly transactions: Transactions,
    private readonly times: ReplanTimes,
  ) {
    super();
  }

  override async fire(): Promise<void> {
    for (const { clinicId } of await this.book.unfinished()) await this.work(clinicId);
  }

  /** The second sitting waits for machine time; once that has passed it is due like the first. */
  override async nextAt(): Promise<Date | undefined> {
    const nowMs = this.times.machine.nowMs();
    const { saves } = this.book;
    const unfinished = await this.book.unfinished();
    this.doneAfter = unfinished.length === 0 ? saves : undefined;
    const due = unfinished.filter(
      ({ phase, notBeforeMs }) => phase === 'running' || (phase === 'late' && notBeforeMs <= nowMs),
    );
    return due.map(({ at }) => at).sort((one, other) => one.getTime() - other.getTime())[0];
  }

  /** While anything is unfinished, machine time alone makes it due. */
  override get changes(): number | undefined {
    return this.doneAfter === this.book.saves ? this.doneAfter : undefined;
  }

  /** Works on a clinic's change until the sitting is over or somebody else has it. */
  async work(clinicId: string): Promise<void> {
    const end = this.times.activity.begin('replanning');
    try {
      if (!(await this.take(clinicId))) return;
      const present = await this.desk.of(clinicId);
      await this.sit(clinicId, { present: { before: present, after: present }, ahead: new BatchAhead() });
    } finally {
      end();
    }
  }

  private take(clinicId: string): Promise<boolean> {
    return this.transactions.run(async (work) => {
      const stored = await this.book.replanningOf(clinicId, work.within);
      const now = this.times.machine.nowMs();
      if (stored === undefined || stored.replanning.phase === 'done' || stored.replanning.notBeforeMs > now)
        return false;
      const { lease } = stored.replanning;
      if (lease.owner !== this.owner && lease.untilMs > now) return false;
      this.book.putReplanning({ ...stored.replanning, lease: this.lease() }, stored.version, work.writes);
      return true;
    });
  }

  private async sit(clinicId: string, sitting: Sitting): Promise<void> {
    try {
      while (await this.batch(clinicId, sitting));
    } finally {
      await sitting.ahead.settle();
    }
  }

  /** Is there more to do in this sitting? */
  private batch(clinicId: string, sitting: Sitting): Promise<boolean> {
    return this.transactions.run(async (work) => {
      const stored = await this.book.replanningOf(clinicId, work.within);
      // Whoever holds it now goes on from where the last batch ended.
      if (stored?.replanning.lease.owner !== this.owner || stored.replanning.phase === 'done') return false;
      const next = await this.go(stored.replanning, sitting, work);
      this.book.putReplanning(next, stored.version, work.writes);
      return next.phase === stored.replanning.phase;
    });
  }

  private async go(job: Replanning, sitting: Sitting, { within, writes }: UseCaseWork): Promise<Replanning> {
    const { plans, next } = (await sitting.ahead.take(job.place)) ?? (await this.find(job, sitting.present, within));
    if (next !== undefined) this.lookAhead({ ...job, place: next }, sitting);
    let told = job;
    for (const { plan, changed } of plans) {
      this.plans.put(
        plan,
        changed.map(({ row }) => row),
        writes,
      );
      told = changed.reduce(noted, told);
    }
    if (next !== undefined) return { ...told, place: next, lease: this.lease() };
    return this.ended(told, this.times.clock.now());
  }

  /** Other plans than those that are being written; what changes before they are written themselves fails by its version and is read again. */
  private lookAhead(job: Replanning, { present, ahead }: Sitting): void {
    ahead.begin(job.place, () => this.transactions.run(({ within }) => this.find(job, present, within)));
  }

  private async find(job: Replanning, present: ClinicPlaces, within: Transaction): Promise<Batch> {
    const now = this.times.clock.now();
    const { change, places } = changeOf(job, present, now);
    const query = { clinicId: job.clinicId, place: job.place, now, limit: this.times.batch };
    const { plans, next } = await this.plans.page(query, within);
    const changes = plans.map((plan) => ({ plan, changed: changedRows(plan, places, change) }));
    const concerned = changes.filter(({ changed }) => changed.length > 0);
    return next === undefined ? { plans: concerned } : { plans: concerned, next };
  }

  private ended(job: Replanning, now: Date): Replanning {
    if (job.phase === 'late') return finished(job, now);
    const place = { of: 'booking' } as const;
    const notBeforeMs = this.times.machine.nowMs() + LATE_AFTER_MS;
    return { ...job, phase: 'late', place, notBeforeMs, lease: { owner: '', untilMs: 0 } };
  }

  private lease(): Replanning['lease'] {
    return { owner: this.owner, untilMs: this.times.machine.nowMs() + LEASE_MS };
  }
}

/** What a job carries out: rules within the clinic's present settings, or settings under the rules that hold. */
const changeOf = (
  { from, to, before, settings }: Replanning,
  present: ClinicPlaces,
  at: Date,
): { readonly change: RuleChange; readonly places: ClinicPlaces } => {
  if (before === undefined || settings === undefined) return { change: { from, to, at }, places: present };
  const versions = { from: before.version, to: settings.version };
  return { change: { from, to, at, settings: versions }, places: { before, after: settings } };
};

const whatOf = ({ was, row }: ChangedRow): keyof ReplanCounts => {
  if (row.state === 'withdrawn') return 'withdrawn';
  return was?.state === 'planned' ? 'moved' : 'added';
};

const noted = (job: Replanning, changed: ChangedRow): Replanning => {
  if (job.phase === 'late') return { ...job, lateRows: job.lateRows + 1 };
  const what = whatOf(changed);
  return {
    ...job,
    counts: { ...job.counts, [what]: job.counts[what] + 1 },
    digest: withDifference(job.digest, differenceOf(changed)),
  };
};
