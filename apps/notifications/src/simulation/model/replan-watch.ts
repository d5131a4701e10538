import { addDays, utcOf } from '@aftercare/kernel';
import type { Reminder } from '../../reminders/domain/reminder.js';
import type { Replanning } from '../../rules/application/rule-book.js';
import { nameOf } from '../outside/facts.js';
import type { World } from '../world.js';
import { appliedAt, ruled } from './own-rules.js';
import type { Ruled } from './own-rules.js';
import type { Place } from './places.js';
import { isReminderKind, isRoutineKind } from './rules.js';
import { askedAt, DAY_MS, firstOpenAt, isSameDay, reminderSpan } from './times.js';

/** Times that follow from rules and settings alone; a cap, a deferral or a provider gave others their own. */
const BY_RULE: readonly (string | undefined)[] = [
  ...[undefined, 'QUIET_HOURS', 'CLOSED_DAY', 'ZONE_CHANGED', 'PLAN_CHANGED', 'RULE_CHANGED', 'CLINIC_CHANGED'],
];
/** Rows that somebody asked for, or that carry another on. */
const OWN_TIME: readonly string[] = ['OTHER_CHANNEL', 'CLIENT_ASKED', 'STAFF_RETRIED'];

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Judges what waits at the moment in which a change of a clinic is said to be carried out: it waits for the time that the clinic gives it now. */
export class ReplanWatch {
  private readonly seen = new Map<string, Replanning>();

  constructor(private readonly world: World) {}

  look(): void {
    for (const job of this.world.durable.replannings) {
      if (this.seen.get(job.clinicId) === job) continue;
      this.seen.set(job.clinicId, job);
      if (job.phase === 'done' && this.isNewest(job)) this.judge(job.clinicId);
    }
  }

  /** Whoever froze, or was held up, with the settings of before may plan by them long after. */
  private isNewest({ clinicId, to }: Replanning): boolean {
    const { durable, weather } = this.world;
    if (weather.freeze > 0 || weather.stall > 0) return false;
    return this.isHeard(clinicId) && to.version === appliedAt(durable, clinicId).length;
  }

  private isHeard(clinicId: string): boolean {
    const { facts, watch } = this.world;
    const { eventId = '' } = facts.clinicsTold.get(clinicId)?.at(-1) ?? {};
    return eventId === '' || watch.truth.isHandled(eventId, 'replan-changed-clinics');
  }

  private judge(clinicId: string): void {
    const { facts, durable, clock, watch } = this.world;
    const settings = facts.clinics.get(clinicId);
    if (settings === undefined) return;
    const rules = ruled(settings, appliedAt(durable, clinicId).at(-1));
    for (const row of durable.rows.all()) {
      const isMoved = row.clinicId === clinicId && row.state === 'planned' && row.dueAt.getTime() > clock.ms;
      if (
        !isMoved ||
        this.livesWhereTheClinicWas(row, settings.zone) ||
        !row.history.every(({ reason }) => BY_RULE.includes(reason)) ||
        OWN_TIME.includes(row.cause)
      )
        continue;
      const wrong = this.wrongTime(row, rules);
      if (wrong !== undefined) watch.fail(`the ${row.kind} ${row.id} ${wrong}`);
    }
  }

  /** Nobody named a zone, so it is the clinic's; its rows cannot be told from those of who lives there. Their sender finds the hours. */
  private livesWhereTheClinicWas(row: Reminder, zone: string): boolean {
    return this.world.facts.people.get(nameOf(row))?.zone === null && row.zone !== zone;
  }

  private wrongTime(row: Reminder, rules: Ruled): string | undefined {
    if (rules.without.includes(row.kind)) return 'waits although its clinic does without it';
    const spans = this.spansOf(row, rules);
    const { ms } = this.world.clock;
    const dueMs = row.dueAt.getTime();
    // What lies behind, or whose quarter of an hour has begun, is not taken: it was owed, and is not late yet. One that would come too late is judged when it comes.
    const isFine = spans.some(
      ({ fromMs, toMs }) => fromMs <= ms || fromMs >= row.notAfter.getTime() || (dueMs >= fromMs && dueMs <= toMs),
    );
    return isFine || spans.length === 0
      ? undefined
      : `waits for ${row.dueAt.toISOString()}, which is not its time by what its clinic says now`;
  }

  private spansOf(row: Reminder, rules: Ruled): readonly Span[] {
    const { places } = this.world.watch.truth.of(row, this.world.moment());
    if (isReminderKind(row.kind)) return this.visitSpans(row, rules, places);
    if (!isRoutineKind(row.kind)) return [];
    return places.flatMap((place) =>
      place.zones
        .flatMap((zone) => this.askedTimes(row, zone))
        .map((ms) => {
          const openMs = firstOpenAt(ms, { place, rules, routine: true });
          return { fromMs: openMs, toMs: openMs };
        }),
    );
  }

  private visitSpans(row: Reminder, rules: Ruled, places: readonly Place[]): readonly Span[] {
    const booking = this.world.facts.bookings.get(row.subject.bookingId ?? '');
    if (booking?.status !== 'booked' || booking.sequence !== row.subject.sequence) return [];
    const spans = places.map((place) => ({ place, ...reminderSpan(booking, row.kind, { place, rules }) }));
    const startMs = booking.startsAt.getTime();
    const leadDays = (startMs - booking.changedAt.getTime()) / DAY_MS;
    // Booked too late for the new step: what the rules of before owed stays as it is.
    if (leadDays <= (rules.daysBefore[row.kind] ?? 0) + 1) return [];
    // A text of the last hours that would leave its day is dropped when it comes.
    const leavesItsDay = spans.some(({ place, fromMs }) =>
      place.zones.some((zone) => !isSameDay(fromMs, startMs, zone)),
    );
    return row.kind === '2h' && leavesItsDay ? [] : spans;
  }

  private askedTimes(row: Reminder, zone: string): readonly number[] {
    const { surveys, followUps } = this.world.facts;
    const survey = surveys.get(row.subject.surveyId ?? '');
    if (survey !== undefined) return survey.told.map(({ plan }) => askedAt(plan, row).getTime());
    const { dueOn } = followUps.get(row.subject.sessionId ?? '') ?? {};
    if (dueOn === undefined) return [];
    return [utcOf({ date: addDays(dueOn, row.kind === 'nudge' ? 0 : 5), time: '10:00' }, zone).getTime()];
  }
}
