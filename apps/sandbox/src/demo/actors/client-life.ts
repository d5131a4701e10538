import { addDays, dateOf, type LocalDate } from '@aftercare/kernel';
import type { Dice } from '../domain/dice.js';
import { deskMarkAt, deskMarkBefore, MARK_MS, recordingMarkAt } from '../domain/marks.js';
import type { Person } from '../domain/people.js';
import { fateOf, techniqueOf, type Diary, type Slot, type VisitFate } from '../domain/visits.js';
import type { BookingRecord } from '../records/types.js';
import type { Run } from '../play/run.js';
import type { BookedVisit, ClinicOffice } from './clinic-office.js';

/** A visit that somebody means to make. */
export interface PlannedVisit {
  readonly number: number;
  readonly slot: Slot;
  readonly technique: string;
  readonly minutes: number;
  readonly fate: VisitFate;
}

/** The visit after the present one, with the dice that decide how it is booked. */
interface NextVisit {
  readonly visit: PlannedVisit;
  readonly dice: Dice;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** One client's visits, from the first booking to the end of the run, as the front desk keeps them. */
export class ClientLife {
  clientRef = '';
  /** The visit that a survey link asks about really took place. */
  readonly attended = new Map<string, boolean>();
  private visits = 0;
  private open = 0;

  constructor(
    readonly person: Person,
    private readonly office: ClinicOffice,
    private readonly diary: Diary,
    private readonly dice: Dice,
    private readonly run: Run,
  ) {}

  /** Makes the client known to the clinic, with the consents given at the desk. */
  async begin(): Promise<void> {
    const { person, run } = this;
    this.clientRef = await this.office.register(person);
    await this.office.recordConsents(this.clientRef, person);
    const at = run.now().toISOString();
    run.keeper.person({
      clientRef: this.clientRef,
      clinicId: this.office.clinicId,
      phone: person.phone,
      email: person.email,
      locale: this.office.clinic.locale,
      zones: [{ from: at, zone: person.zone }],
      consents: person.consents.map((consent) => ({ at, ...consent })),
    });
    if (person.phone !== null) await run.world.setHandset(person.phone, person.handset);
    if (person.email !== null) await run.world.setMailbox(person.email, person.mailbox);
    this.planMoveOfHouse();
  }

  /**
   * Wishes for a visit on or after a day; undefined when the run ends before a place is free. An act wishes before it waits
   * for any answer: places go in the order of the acts, not in that of the answers.
   */
  wish(from: LocalDate): PlannedVisit | undefined {
    this.visits += 1;
    const dice = this.dice.fork(`visit/${this.visits}`);
    const slot = this.diary.reserve({ from, last: this.run.days.last }, dice);
    if (slot === undefined) return undefined;
    const skills = this.office.clinic.practitioners[slot.practitioner]?.skills ?? [];
    return { number: this.visits, slot, ...techniqueOf(dice, skills), fate: fateOf(dice) };
  }

  /** Somebody books at the front desk, at this instant. */
  async book(visit: PlannedVisit): Promise<void> {
    const booked = await this.office.book({
      key: `${this.person.name}/visit-${visit.number}`,
      clientRef: this.clientRef,
      practitioner: visit.slot.practitioner,
      technique: visit.technique,
      minutes: visit.minutes,
      startsAt: visit.slot.startsAt,
    });
    this.adopt(visit, booked);
  }

  /** Takes over a visit that stands in the clinic's calendar already: booked just now, or imported. */
  adopt(visit: PlannedVisit, booked: BookedVisit): void {
    this.open += 1;
    this.note('book', visit, booked);
    this.planFate(visit, booked);
  }

  /** A note said that it is time for the next visit. */
  answerNudge(): void {
    if (this.open > 0 || !this.dice.fork(`nudge/${this.visits}`).chance(0.6)) return;
    const at = deskMarkAt(new Date(this.run.now().getTime() + 2 * HOUR_MS), this.office.clinic);
    this.plan(at, 'book after a note', () => this.bookNext(addDays(dateOf(at, this.office.clinic.zone), 3)));
  }

  private async bookNext(from: LocalDate): Promise<void> {
    if (this.open > 0) return;
    const visit = this.wish(from);
    if (visit !== undefined) await this.book(visit);
  }

  private planFate(visit: PlannedVisit, booked: BookedVisit): void {
    const { zone } = this.office.clinic;
    const ends = new Date(booked.endsAt);
    const starts = new Date(booked.startsAt);
    this.attended.set(booked.id, visit.fate !== 'forgotten-absent');
    switch (visit.fate) {
      case 'moved':
        return this.planMove(visit, booked);
      case 'cancelled':
        return this.planCancel(visit, booked);
      case 'no-show':
        this.plan(recordingMarkAt(starts, zone), 'no-show', () => this.missed(visit, booked));
        return;
      case 'completed':
        this.plan(recordingMarkAt(ends, zone), 'complete', () => this.completed(visit, booked));
        return;
      case 'forgotten':
      case 'forgotten-absent':
        // Nobody records anything; the product presumes it 3 hours after the end.
        this.plan(recordingMarkAt(ends, zone), 'forget to record', () => this.forgotten(visit));
    }
  }

  private planMove(visit: PlannedVisit, booked: BookedVisit): void {
    const at = this.somewhereBefore(booked, 'move');
    if (at === undefined) return this.planFate({ ...visit, fate: 'completed' }, booked);
    this.plan(at, 'move', async () => {
      const dice = this.dice.fork(`move/${visit.number}`);
      const from = addDays(visit.slot.date, dice.int(1, 4));
      const slot = this.diary.reserve(
        { from, last: this.run.days.last, isAble: (one) => this.isAble(one, visit) },
        dice,
      );
      if (slot === undefined) {
        this.planFate({ ...visit, fate: 'completed' }, booked);
        return;
      }
      const moved = await this.office.move(booked.id, { ...slot, minutes: visit.minutes });
      const next: PlannedVisit = { ...visit, slot, fate: 'completed' };
      this.note('move', next, moved);
      this.planFate(next, moved);
    });
  }

  private planCancel(visit: PlannedVisit, booked: BookedVisit): void {
    const at = this.somewhereBefore(booked, 'cancel');
    if (at === undefined) return this.planFate({ ...visit, fate: 'completed' }, booked);
    this.plan(at, 'cancel', async () => {
      await this.bookNextFirst(this.wishNext());
      await this.office.cancel(booked.id);
      this.note('cancel', visit, booked);
    });
  }

  private async completed(visit: PlannedVisit, booked: BookedVisit): Promise<void> {
    await this.bookNextFirst(this.wishAfter(visit));
    await this.office.complete(booked.id, visit.technique);
    this.note('complete', visit, booked);
  }

  private async missed(visit: PlannedVisit, booked: BookedVisit): Promise<void> {
    await this.bookNextFirst(this.wishNext());
    await this.office.noShow(booked.id);
    this.note('no-show', visit, booked);
  }

  private forgotten(visit: PlannedVisit): Promise<void> {
    return this.bookNextFirst(this.wishAfter(visit));
  }

  private wishAfter(visit: PlannedVisit): NextVisit | undefined {
    return this.person.waitsForNote && visit.number % 2 === 0 ? undefined : this.wishNext();
  }

  private wishNext(): NextVisit | undefined {
    const dice = this.dice.fork(`next/${this.visits}`);
    const today = dateOf(this.run.now(), this.office.clinic.zone);
    const visit = this.wish(addDays(today, this.person.intervalDays));
    return visit === undefined ? undefined : { visit, dice };
  }

  /**
   * Books again: on the spot, some days before, or on the day itself. On the spot means before the old visit is recorded:
   * else it would hang on milliseconds whether a nudge is planned in between.
   */
  private async bookNextFirst(next: NextVisit | undefined): Promise<void> {
    this.open -= 1;
    if (next === undefined) return;
    const { office, run } = this;
    const { visit, dice } = next;
    const how = dice.weighted({ now: 55, ahead: 30, 'same-day': 15 });
    const start = visit.slot.startsAt.getTime();
    const wished = { ahead: start - dice.int(2, 6) * DAY_MS, 'same-day': start - dice.int(2, 5) * HOUR_MS };
    if (how === 'now') return this.book(visit);
    const at = deskMarkAt(new Date(Math.max(wished[how], run.now().getTime() + MARK_MS)), office.clinic);
    if (at.getTime() + HOUR_MS > start) return this.book(visit);
    this.plan(at, 'book', () => this.book(visit));
  }

  private isAble(practitioner: number, visit: PlannedVisit): boolean {
    const skills = this.office.clinic.practitioners[practitioner]?.skills ?? [];
    return visit.technique === 'swedish' || skills.includes(visit.technique);
  }

  private somewhereBefore({ startsAt }: BookedVisit, why: string): Date | undefined {
    const share = this.dice.fork(`${why}/${startsAt}`).next();
    return deskMarkBefore({ now: this.run.now(), startsAt: new Date(startsAt), share }, this.office.clinic);
  }

  private planMoveOfHouse(): void {
    const move = this.person.movesTo;
    if (move === null) return;
    const day = addDays(this.run.days.first, move.day);
    const at = deskMarkAt(new Date(`${day}T12:00:00Z`), this.office.clinic);
    if (at <= this.run.now() || at >= this.run.until) return;
    this.plan(at, 'move house', async () => {
      await this.office.changeZone(this.clientRef, move.zone);
      this.run.keeper.moved(this.clientRef, this.run.now(), move.zone);
    });
  }

  private plan(at: Date, what: string, run: () => Promise<void>): void {
    this.run.agenda.plan(at, { who: this.person.name, what, run });
  }

  private note(what: BookingRecord['what'], visit: PlannedVisit, booked: BookedVisit): void {
    this.run.keeper.bookings.push({
      at: this.run.now().toISOString(),
      clinicId: this.office.clinicId,
      bookingId: booked.id,
      clientRef: this.clientRef,
      what,
      startsAt: booked.startsAt,
      endsAt: booked.endsAt,
      techniques: [visit.technique],
    });
  }
}
