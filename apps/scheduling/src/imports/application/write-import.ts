import type { UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import type { BookingDesk } from '../../bookings/application/booking-desk.js';
import { BookingStore, markAfterMiss, recordSession, SessionStore } from '../../bookings/application/ports.js';
import { sayCancelled, sayConfirmed, sayMarked, sayRescheduled } from '../../bookings/application/sayings.js';
import { VisitsAhead } from '../../bookings/application/visits-ahead.js';
import type { ImportPlan, PlannedWrite } from './import-plan.js';
import type { Booking } from '../../bookings/application/ports.js';
import { ImportRuns } from './ports.js';
import type { ImportRun } from './ports.js';

interface Planned {
  readonly plan: ImportPlan;
  readonly desk: BookingDesk;
  readonly run: ImportRun;
}

/** Writes what an import decided, and says it. */
@Injectable()
export class WriteImport {
  constructor(
    private readonly bookings: BookingStore,
    private readonly sessions: SessionStore,
    private readonly runs: ImportRuns,
    private readonly visitsAhead: VisitsAhead,
  ) {}

  async write(work: UseCaseWork, { plan, desk, run }: Planned): Promise<void> {
    const marked = await this.marked(work, { plan, desk, run });
    desk.save(this.bookings, work.writes);
    for (const planned of marked) {
      this.bookings.saveBooking(planned.after, planned.before?.version, work.writes);
      this.tell(work, planned, run.at);
    }
    this.runs.record(run, work.writes);
  }

  /** A client who stayed away from their last visit: whichever is next now knows of it, also one that no file named. */
  private async marked(
    work: UseCaseWork,
    { plan: { writes }, desk, run: { clinicId } }: Planned,
  ): Promise<readonly PlannedWrite[]> {
    const changed = new Map<string, Booking[]>();
    for (const { after } of writes) changed.set(after.clientRef, [...(changed.get(after.clientRef) ?? []), after]);
    const marks = new Map<string, boolean>();
    for (const [id, own] of changed) {
      const found = await this.visitsAhead.marksAmong(own, desk.clientBook({ clinicId, id }), work);
      for (const mark of found) marks.set(mark.id, mark.afterMiss);
    }
    return writes.map(({ before, after }) => {
      const mark = marks.get(after.id);
      return { before, after: mark === undefined ? after : markAfterMiss(after, mark) };
    });
  }

  private tell(work: UseCaseWork, { before, after }: PlannedWrite, at: Date): void {
    const version = (before?.version ?? 0) + 1;
    if (before === undefined) {
      if (!after.history) return work.say(sayConfirmed(after), version);
      const { session } = recordSession(undefined, after, { record: 'completed', details: {}, at });
      return this.sessions.save(session, undefined, work.writes);
    }
    if (after.sequence === before.state.sequence) {
      if (after.afterMiss !== before.state.afterMiss) work.say(sayMarked(after, { version, at }), version);
    } else if (after.state === 'cancelled') work.say(sayCancelled(after), version);
    else work.say(sayRescheduled(before.state, after, { origin: 'import', at }), version);
  }
}
